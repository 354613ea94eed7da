/// The latest looks of one track, at most sixteen and none older than a window.
///
/// Both the running mean and the median remember this. The looks lie oldest first; ages are kept
/// in whole microseconds of 32 bits, which wrap after 71 minutes: that is safe because no window
/// is longer than ten minutes and the latest instant is kept in full.
public struct LookWindow: BitwiseCopyable, Sendable {
  /// The most looks remembered: of more within the window the oldest are forgotten.
  public static var capacity: Int { 16 }

  /// The longest window.
  public static var longest: Duration { .seconds(600) }

  private var pathLosses: InlineArray<16, Float>
  private var ticks: InlineArray<16, UInt32>
  private var latest: Instant
  private var filled: UInt8

  /// A window with a track's first look.
  init(_ pathLoss: Float, at time: Instant) {
    pathLosses = InlineArray(repeating: pathLoss)
    ticks = InlineArray(repeating: Self.tick(of: time))
    latest = time
    filled = 1
  }

  /// How many looks are remembered, at least 1.
  var count: Int { Int(filled) }

  /// The path loss of a look in dB, the oldest first.
  subscript(index: Int) -> Float {
    precondition(index >= 0 && index < count, "no such look")
    return pathLosses[index]
  }

  /// Takes in a look and forgets what is older than `span`.
  ///
  /// - Complexity: O(`capacity`)
  mutating func append(_ pathLoss: Float, at time: Instant, keeping span: Duration) {
    let now = max(time, latest)
    forget(before: now, keeping: span)
    if count == Self.capacity { forget(first: 1) }
    pathLosses[count] = pathLoss
    ticks[count] = Self.tick(of: now)
    filled += 1
    latest = now
  }

  private mutating func forget(before now: Instant, keeping span: Duration) {
    guard now - latest <= Self.longest else { return forget(first: count) }
    let limit = span.inNanoseconds / 1000
    let tick = Self.tick(of: now)
    var expired = 0
    while expired < count && tick &- ticks[expired] > limit { expired += 1 }
    forget(first: expired)
  }

  private mutating func forget(first expired: Int) {
    guard expired > 0 else { return }
    for index in expired..<count {
      pathLosses[index - expired] = pathLosses[index]
      ticks[index - expired] = ticks[index]
    }
    filled -= UInt8(expired)
  }

  private static func tick(of time: Instant) -> UInt32 {
    UInt32(truncatingIfNeeded: time.nanoseconds / 1000)
  }
}

extension LookWindow: Equatable {
  /// Whether both remember the same looks.
  public static func == (left: LookWindow, right: LookWindow) -> Bool {
    guard left.count == right.count && left.latest == right.latest else { return false }
    return (0..<left.count).allSatisfy {
      left.pathLosses[$0] == right.pathLosses[$0] && left.ticks[$0] == right.ticks[$0]
    }
  }
}

extension LookWindow: Codable {
  private enum CodingKeys: String, CodingKey {
    case pathLosses, ticks, latest
  }

  /// - Throws: `DecodingError` unless there are 1 to 16 looks, each with its time.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let latest = try container.decode(Instant.self, forKey: .latest)
    let pathLosses = try container.decode([Float].self, forKey: .pathLosses)
    let ticks = try container.decode([UInt32].self, forKey: .ticks)
    guard pathLosses.count == ticks.count && (1...Self.capacity).contains(ticks.count) else {
      throw DecodingError.dataCorruptedError(
        forKey: .ticks, in: container,
        debugDescription:
          "a window holds 1 to \(Self.capacity) looks, each with a path loss and a time; "
          + "found \(pathLosses.count) path losses and \(ticks.count) times")
    }
    self.init(0, at: latest)
    filled = UInt8(ticks.count)
    for index in ticks.indices {
      self.pathLosses[index] = pathLosses[index]
      self.ticks[index] = ticks[index]
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(latest, forKey: .latest)
    try container.encode((0..<count).map { pathLosses[$0] }, forKey: .pathLosses)
    try container.encode((0..<count).map { ticks[$0] }, forKey: .ticks)
  }
}
