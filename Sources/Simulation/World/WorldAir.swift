public import Proximity

/// The packets of a world as they reach the gateway: late, twice, damaged, stamped by clocks that
/// are off, and in between what else happens.
public struct WorldAir: Sendable {
  /// The next thing that reaches the gateway.
  public enum Arrival: Sendable {
    /// A packet, the time that it bears, and who heard it. With the last of several fragments that are
    /// undamaged comes the whole as it was sent.
    case packet(Instant, ReceiverIndex, [UInt8], whole: [UInt8]?)
    /// Something else.
    case incident(Incident)
  }

  private let world: World
  private var day: SimulatedDay
  private var random: SplitMix64
  /// For what the worlds did not have at first, so that a seed goes on having all that it had.
  private var later: SplitMix64
  private var incidents: ArraySlice<Incident>
  /// Packets on their way, in the order in which they will arrive.
  private var waiting: [(arrival: Instant, Arrival)] = []
  private var deaf: Set<Int> = []
  private var ahead: [Duration]
  /// Until when each receiver is handing over the fragments of an advertisement.
  private var busyUntil: [Instant]
  private var lostUntil = Instant.range.lowerBound

  /// Begins a world.
  ///
  /// - Throws: `ConfigurationError`, which would be a defect of the world.
  public init(_ world: World) throws(ConfigurationError) {
    self.world = world
    day = try SimulatedDay(world.scenario, seed: world.seed)
    random = SplitMix64(seed: world.seed, stream: 2)
    later = SplitMix64(seed: world.seed, stream: 3)
    incidents = world.incidents[...]
    ahead = Array(repeating: .zero, count: world.scenario.floor.receivers.count)
    busyUntil = ahead.map { _ in Instant.range.lowerBound }
  }

  /// What comes next; nothing when the world is over.
  public mutating func next() -> Arrival? {
    while true {
      if let first = waiting.first, waiting.count > 16 || isOver {
        waiting.removeFirst()
        return first.1
      }
      if !fetch() { isOver = true }
      if isOver, waiting.isEmpty { return nil }
    }
  }

  private var isOver = false

  /// Takes a packet from the air, and whatever happened before it.
  private mutating func fetch() -> Bool {
    var heard: (Instant, ReceiverIndex, [UInt8])?
    let isMore = day.next { time, receiver, event in
      heard = (time, receiver, event.indices.map { event[$0] })
    }
    let time = isMore ? heard?.0 ?? .range.upperBound : .range.upperBound
    while let incident = incidents.first, incident.time <= time {
      incidents.removeFirst()
      happen(incident)
    }
    guard isMore, let (_, receiver, event) = heard else { return false }
    guard !deaf.contains(Int(receiver.rawValue)), time >= lostUntil else { return true }
    send(time, receiver, event)
    if world.swarm.contains(.duplicates), random.happens(0.1) { send(time, receiver, event) }
    return true
  }

  private mutating func send(
    _ time: Instant, _ receiver: ReceiverIndex, _ sent: [UInt8]
  ) {
    var event = sent
    var isDamaged = false
    if world.swarm.contains(.damage), random.happens(0.05) {
      isDamaged = true
      event[Int.random(in: event.indices, using: &random)] ^=
        1 << UInt8.random(in: 0...7, using: &random)
      if random.happens(0.3) { event.removeLast(Int.random(in: 1...event.count, using: &random)) }
    }
    let isDelayed = world.swarm.contains(.reordering) && random.happens(0.1)
    let delay: Duration = isDelayed ? .seconds(random.exponential(mean: 0.5)) : .zero
    let stamp = time + ahead[Int(receiver.rawValue)]
    guard world.swarm.contains(.fragments), !isDamaged, !isDelayed, later.happens(0.5) else {
      enter(.packet(stamp, receiver, event, whole: nil), at: time + delay)
      return
    }
    sendFragments(of: sent, at: time, stamp, receiver)
  }

  /// What others hear comes in between, but a controller hands over one advertisement after the other.
  private mutating func sendFragments(
    of sent: [UInt8], at time: Instant, _ stamp: Instant, _ receiver: ReceiverIndex
  ) {
    let fragments = AdvertisingEvent.extended(
      sent, fragments: Int.random(in: 1...4, using: &later))
    for (number, fragment) in fragments.enumerated() {
      let arrival = max(time, busyUntil[Int(receiver.rawValue)])
      busyUntil[Int(receiver.rawValue)] = arrival + .milliseconds(3)
      enter(
        .packet(stamp, receiver, fragment, whole: number == fragments.count - 1 ? sent : nil),
        at: arrival)
    }
  }

  private mutating func happen(_ incident: Incident) {
    switch incident.kind {
    case .deaf(let receiver): deaf.insert(receiver)
    case .hears(let receiver): deaf.remove(receiver)
    case .receiverClock(let receiver, let step): ahead[receiver] = step
    case .lossBurst(let until): lostUntil = until
    default: enter(.incident(incident), at: incident.time)
    }
  }

  private mutating func enter(_ arrival: Arrival, at time: Instant) {
    let place = waiting.firstIndex { $0.arrival > time } ?? waiting.endIndex
    waiting.insert((time, arrival), at: place)
  }
}
