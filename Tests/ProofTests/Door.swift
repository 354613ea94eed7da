import Advertising
import Oracle
import Proximity
import Simulation
import Testing

/// What the engine is told, in the order in which it is.
enum Stimulus {
  case sighting(Sighting)
  case advance(Instant)
  case health(Int, Health, Instant)
  case forget(ShopperIndex)
  case restart
  case siteChange
  case wallClock(step: Duration, isTrusted: Bool)
  case said(person: Int, Incident.Kind)
}

/// The way from the air to sightings: every packet goes through the resolver and its oracle.
struct Door: ~Copyable {
  private(set) var stimuli: [Stimulus] = []
  /// Who was who while the world lasted.
  private(set) var owners: [ShopperIndex: Int] = [:]
  private var resolver: Resolver<Pockets>
  private var keeper = Doorkeeper()
  private var batch = ReportBatch()
  private var indices: [Int: ShopperIndex] = [:]
  private var periods: [Int: Range<Int>] = [:]
  private let world: World
  private var now = Instant.range.lowerBound

  init(_ world: World) throws {
    self.world = world
    resolver = try Resolver(limits: world.limits, seed: world.seed, addresses: Pockets())
  }

  /// Lives through a world; what the engine would be told of it is in `stimuli`.
  mutating func live() throws {
    for person in world.people.indices { try enrol(person) }
    var air = try WorldAir(world)
    while let arrival = air.next() {
      switch arrival {
      case .packet(let time, let receiver, let event, let whole):
        try hear(time, receiver, event, whole)
      case .incident(let incident): try happen(incident)
      }
    }
    stimuli.append(.advance(now + .seconds(200)))
    let counted = resolver.counters
    let all = counted.resolved + counted.strangers + counted.unavailable
    #expect(all == heard, "every report is counted once")
  }

  private var heard = 0
  private var erased: Set<Int> = []

  private mutating func hear(
    _ time: Instant, _ receiver: ReceiverIndex, _ event: [UInt8], _ whole: [UInt8]?
  ) throws {
    now = max(now, time)
    try rotate(at: time)
    batch.removeAll()
    _ = try? batch.append(event.span, from: receiver, at: time)
    let advertisements = batch.advertisements
    if let whole {
      var sent = ReportBatch(capacity: 1, fragmentSlots: 1)
      try sent.append(whole.span, from: receiver, at: time)
      #expect(advertisements == sent.advertisements, "fragments give what was sent")
    }
    heard += advertisements.count
    var sightings: [Sighting] = []
    resolver.resolve(advertisements, into: &sightings)
    #expect(sightings == advertisements.compactMap(keeper.sighting))
    stimuli += sightings.map { .sighting($0) }
    // Strangers tell the time, too; only whose clock is right does.
    if sightings.isEmpty { stimuli.append(.advance(time)) }
  }

  private mutating func enrol(_ person: Int) throws {
    guard indices[person] == nil else { return }
    let shopper = world.people[person]
    let index: ShopperIndex
    if shopper.beacon.kind == .fixed {
      index = try resolver.enrol(
        shopper.id, Credential(shopper.beacon.name(in: 0), measuredPower: shopper.statedPower))
      keeper.know(shopper.beacon.name(in: 0), of: index, power: shopper.statedPower)
    } else {
      index = try resolver.enrol(shopper.id, measuredPower: shopper.statedPower)
    }
    #expect(owners[index] == nil, "an index is never given to two")
    owners[index] = person
    indices[person] = index
  }

  private mutating func forget(_ person: Int) {
    guard let index = indices.removeValue(forKey: person) else { return }
    periods[person] = nil
    resolver.forget(index)
    keeper.forget(index)
    #expect(resolver.shopper(index) == nil)
    stimuli.append(.forget(index))
  }

  /// Knows every beacon's names of three periods: its clock may be one off.
  private mutating func rotate(at time: Instant) throws {
    for person in world.people.indices {
      let beacon = world.people[person].beacon
      guard let index = indices[person], beacon.kind != .fixed else { continue }
      let period = beacon.period(at: time)
      let known = periods[person] ?? period - 1..<period - 1
      let needed = period - 1..<period + 2
      guard known != needed, period >= known.lowerBound else { continue }
      for old in known where !needed.contains(old) {
        set(beacon, old, index, person, isKnown: false)
      }
      for new in needed where !known.contains(new) {
        set(beacon, new, index, person, isKnown: true)
      }
      periods[person] = needed
    }
  }

  private mutating func set(
    _ beacon: WorldBeacon, _ period: Int, _ index: ShopperIndex, _ person: Int, isKnown: Bool
  ) {
    let name = beacon.name(in: period)
    let rotating = RotatingIdentifier(
      identifier: name, shopper: index, period: UInt32(truncatingIfNeeded: period))
    switch (beacon.kind, isKnown) {
    case (.rotatingAddress, _): resolver.addresses.set(name, isKnown ? index : nil)
    case (_, true): resolver.install([rotating])
    case (_, false): resolver.retire([rotating])
    }
    if isKnown {
      keeper.know(
        name, of: index, power: world.people[person].statedPower,
        isPrivate: beacon.kind == .rotatingAddress)
    } else {
      keeper.forget(name, of: index)
    }
  }

  private mutating func happen(_ incident: Incident) throws {
    switch incident.kind {
    case .health(let receiver, let health):
      stimuli.append(.health(receiver, health, incident.time))
    case .restart: stimuli.append(.restart)
    case .siteChange: stimuli.append(.siteChange)
    case .withdrawn(let person), .erased(let person):
      stimuli.append(.said(person: person, incident.kind))
      if case .erased = incident.kind { erased.insert(person) }
      forget(person)
    case .consented(let person):
      // An erased pseudonym is never used again.
      guard !erased.contains(person) else { return }
      stimuli.append(.said(person: person, incident.kind))
      try enrol(person)
    case .wallClock(let step, let isTrusted):
      stimuli.append(.wallClock(step: step, isTrusted: isTrusted))
    case .deaf, .hears, .receiverClock, .lossBurst: break
    }
  }
}
