import Advertising
public import Proximity

/// A day at a site, packet by packet, as the receivers hand it to their hosts.
///
/// The same scenario and seed give the same packets, byte for byte, on every platform. Everybody
/// has a source of chance of their own, so that one more shopper changes nothing for the others.
/// The day is made while it is read: memory grows with those who are there at once.
///
/// ```swift
/// var day = try SimulatedDay(scenario, seed: 1)
/// while day.next({ time, receiver, event in … }) {}
/// ```
public struct SimulatedDay: Sendable {
  /// What the day is made of.
  public let scenario: Scenario
  /// What happened so far.
  public private(set) var counters = SimulatedDayCounters()

  private let receivers: [Position]
  private let area: (low: Position, high: Position)
  private var bearers: [Bearer] = []
  private var vacant: [Int] = []
  private var queue = EventQueue()
  private var arrivals: SplitMix64
  private var now: Instant
  /// The reports of the present advertisement that are still to be handed out, the next one last.
  private var reports: [Report] = []

  private struct Report: BitwiseCopyable {
    var bearer: Int
    var receiver: Int
    var rssi: Int8
  }

  /// Creates a day.
  ///
  /// - Throws: `ConfigurationError` when a receiver has no position, a number is out of its range,
  ///   or the walks of a shopper overlap.
  public init(_ scenario: Scenario, seed: UInt64) throws(ConfigurationError) {
    try scenario.validate()
    self.scenario = scenario
    receivers = scenario.floor.receivers.compactMap(\.position)
    area = receivers.corners
    arrivals = SplitMix64(seed: seed, stream: 0)
    now = scenario.time.lowerBound
    for (index, shopper) in scenario.shoppers.enumerated() where !shopper.walks.isEmpty {
      let random = SplitMix64(seed: seed, stream: UInt64(index) + 1)
      come(
        Bearer(.beacon(shopper.transmitter), shopper.walks, receivers: receivers.count, random))
    }
    if let strangers = scenario.strangers { awaitArrival(of: strangers) }
  }

  /// Hands the next packet to `body`: when it came, at which receiver, and the HCI event from the
  /// event code on, as `AdvertisingReports` reads it.
  ///
  /// - Returns: whether there was a packet; if not, the day is over.
  /// - Complexity: O(receivers + log of those who are there at once) for each advertisement.
  public mutating func next(
    _ body: (_ time: Instant, _ receiver: ReceiverIndex, _ event: Span<UInt8>) -> Void
  ) -> Bool {
    while reports.isEmpty {
      guard let entry = queue.takeFirst(), entry.time < scenario.time.upperBound.nanoseconds else {
        return false
      }
      now = Instant(nanoseconds: entry.time)
      switch entry.event {
      case .advertisement(let bearer): advertise(bearer)
      case .echo(let bearer, let receiver, let rssi):
        reports.append(Report(bearer: bearer, receiver: Int(receiver), rssi: rssi))
        counters.echoes += 1
      case .arrival: arrive()
      case .departure(let bearer): vacant.append(bearer)
      }
    }
    let report = reports.removeLast()
    counters.packets += 1
    bearers[report.bearer].event.rssi = RSSI(rawValue: report.rssi)
    let event = bearers[report.bearer].event.bytes
    body(now, ReceiverIndex(UInt16(report.receiver)), event.span)
    return true
  }

  private mutating func advertise(_ index: Int) {
    if now >= scenario.time.lowerBound {
      counters.advertisements += 1
      let emission = bearers[index].emission(at: now, scenario.radio)
      for receiver in receivers.indices.reversed() {
        guard
          let rssi = bearers[index].rssi(
            of: emission, at: receivers[receiver], receiver, scenario.radio)
        else { continue }
        reports.append(Report(bearer: index, receiver: receiver, rssi: rssi))
        guard let echo = bearers[index].echo(of: rssi, scenario.radio) else { continue }
        queue.add(
          .echo(bearer: index, receiver: UInt16(receiver), rssi: echo.rssi),
          at: (now + echo.delay).nanoseconds)
      }
    }
    if let next = bearers[index].nextAdvertisement(after: now) {
      queue.add(.advertisement(bearer: index), at: next.nanoseconds)
    } else {
      queue.add(.departure(bearer: index), at: (now + Bearer.longestEcho).nanoseconds)
    }
  }

  private mutating func arrive() {
    guard let strangers = scenario.strangers else { return }
    var random = SplitMix64(seed: arrivals.next())
    let walk = strangers.walk(at: now, in: area, &random)
    let power = random.uniform(in: Strangers.power)
    come(Bearer(.phone(strangers, power: power), [walk], receivers: receivers.count, random))
    counters.strangers += 1
    awaitArrival(of: strangers)
  }

  private mutating func awaitArrival(of strangers: Strangers) {
    queue.add(.arrival, at: (now + strangers.gap(&arrivals)).nanoseconds)
  }

  private mutating func come(_ bearer: Bearer) {
    let index: Int
    if let free = vacant.popLast() {
      index = free
      bearers[index] = bearer
    } else {
      index = bearers.count
      bearers.append(bearer)
    }
    let first = bearers[index].firstAdvertisement()
    queue.add(.advertisement(bearer: index), at: first.nanoseconds)
    counters.mostPresent = max(counters.mostPresent, bearers.count)
    counters.mostQueued = max(counters.mostQueued, queue.highWater)
  }
}

/// What happened in a simulated day.
public struct SimulatedDayCounters: Equatable, Sendable {
  /// Packets handed out.
  public var packets = 0
  /// Of those, second reports of one advertisement by one receiver.
  public var echoes = 0
  /// Advertisements sent, whether or not anything heard them.
  public var advertisements = 0
  /// Strangers who came.
  public var strangers = 0
  /// The most people there was room for at once, scripted shoppers included.
  public var mostPresent = 0
  /// The most events that waited for their time at once.
  public var mostQueued = 0
}

extension [Position] {
  /// The corners of the rectangle they lie in.
  fileprivate var corners: (low: Position, high: Position) {
    guard var low = first else { return (.init(x: 0, y: 0, z: 0), .init(x: 0, y: 0, z: 0)) }
    var high = low
    for position in self {
      low = Position(
        x: Swift.min(low.x, position.x), y: Swift.min(low.y, position.y), z: low.z)
      high = Position(
        x: Swift.max(high.x, position.x), y: Swift.max(high.y, position.y), z: low.z)
    }
    return (low, high)
  }
}
