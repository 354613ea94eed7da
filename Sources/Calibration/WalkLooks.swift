public import Proximity

/// What the receivers of a floor heard of a beacon while it was carried along a walk.
public struct WalkLooks: Equatable, Sendable {
  /// Where the beacon was.
  public let walk: Walk
  /// Who listened.
  public let floor: Floor
  /// What became of what was heard.
  public private(set) var counters = Counters()
  /// When the first report was heard and when the last, on the walk or not.
  public private(set) var heard: ClosedRange<Instant>?

  /// In the order of their times at each receiver.
  private(set) var looks: [Look] = []
  private var lastLooks: [Instant?]

  /// The most looks that are kept.
  public static let capacity = 1 << 20
  /// Reports of one receiver within this are copies of one look: a beacon advertises on three
  /// channels at once.
  public static let lookWindow = Duration.milliseconds(10)

  /// Creates a collection without looks.
  public init(_ walk: Walk, on floor: Floor) {
    self.walk = walk
    self.floor = floor
    lastLooks = Array(repeating: nil, count: floor.receivers.count)
  }

  /// Takes in a report of the carried beacon; those of one receiver come in the order of time.
  ///
  /// - Parameters:
  ///   - rssi: dBm.
  ///   - receiver: who heard it.
  ///   - time: when, by the clock of the walk.
  public mutating func add(rssi: Float, receiver: ReceiverIndex, at time: Instant) {
    let index = Int(receiver.rawValue)
    heard = min(heard?.lowerBound ?? time, time)...max(heard?.upperBound ?? time, time)
    guard index < floor.receivers.count, rssi.isFinite else {
      counters.elsewhere += 1
      return
    }
    guard let position = walk.position(at: time) else {
      counters.outside += 1
      return
    }
    guard let origin = floor.receivers[index].position else {
      counters.unplaced += 1
      return
    }
    if let last = lastLooks[index], time - last < Self.lookWindow {
      counters.duplicates += 1
      return
    }
    guard looks.count < Self.capacity else {
      counters.overflows += 1
      return
    }
    lastLooks[index] = time
    looks.append(
      Look(
        receiver: index, time: time, distance: position.distance(to: origin), rssi: rssi))
    counters.looks += 1
  }

  /// The looks that are still on the walk if all were heard that much later.
  func shifted(by time: Duration) -> WalkLooks {
    var shifted = WalkLooks(walk, on: floor)
    for look in looks {
      shifted.add(
        rssi: look.rssi, receiver: ReceiverIndex(UInt16(look.receiver)), at: look.time + time)
    }
    return shifted
  }

  /// What became of reports; they add up to all that were given.
  public struct Counters: Equatable, Sendable {
    /// Taken in.
    public internal(set) var looks = 0
    /// Copies of a look.
    public internal(set) var duplicates = 0
    /// Heard before the walk's first point or after its last.
    public internal(set) var outside = 0
    /// Heard by a receiver without a position.
    public internal(set) var unplaced = 0
    /// Heard by no receiver of the floor, or without an RSSI.
    public internal(set) var elsewhere = 0
    /// More than are kept.
    public internal(set) var overflows = 0
  }
}

/// A receiver heard the beacon at a known distance.
struct Look: Equatable, Sendable {
  /// The position in the floor's list.
  let receiver: Int
  let time: Instant
  /// Metres, at least ``nearest``.
  let distance: Float
  /// dBm.
  let rssi: Float
  /// Ten for each tenfold of a metre.
  let decades: Double

  /// Nearer than this, path loss no longer follows distance: antennas and hands decide.
  private static let nearest: Float = 0.5

  init(receiver: Int, time: Instant, distance: Float, rssi: Float) {
    self.receiver = receiver
    self.time = time
    self.distance = max(Self.nearest, distance)
    self.rssi = rssi
    decades = 10 * Elementary.decimalLogarithm(Double(self.distance))
  }
}
