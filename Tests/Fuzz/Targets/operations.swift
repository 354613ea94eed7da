import Alerts
import Oracle
import Proximity

/// A sequence of operations on an engine and on the page of a shopper, held against the laws of facts
/// and against the oracle of steps.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var input = Input(start, count)
  var shop = FuzzedShop()
  while !input.isEmpty { shop.take(&input) }
  return 0
}

struct FuzzedShop: ~Copyable {
  static let floor: Floor = {
    let receivers = [Receiver(id: "r0"), Receiver(id: "r1")]
    let places = [
      Place(id: "a", receivers: ["r0"], radius: 2, milestones: [.seconds(10)]),
      Place(id: "b", receivers: ["r0", "r1"], radius: 4),
      Place(id: "c", receivers: ["r0"], radius: 3, group: "g"),
      Place(id: "d", receivers: ["r1"], radius: 3, group: "g"),
    ]
    return must { () throws(ConfigurationError) in
      try Floor(
        receivers: receivers, places: places,
        visits: VisitRules(mergeGap: .seconds(10), memory: .seconds(300)))
    }
  }()
  static let rings = RingBelief()
  static let policy: Policy = {
    let names: [(AlertID, BrandID, AlertClass)] = [
      ("help", "y", .service), ("offer", "x", .promotion), ("alarm", "y", .safety),
      ("rival", "z", .promotion),
    ]
    let alerts = names.map { id, brand, kind in
      AlertPolicy(
        id: id, brand: brand, purpose: "offers", class: kind,
        trigger: Trigger(place: kind == .service ? "a" : "b"))
    }
    return must { () throws(ConfigurationError) in
      try Policy(
        purposes: [Purpose(id: "offers", text: "t", benefit: "b")], alerts: alerts,
        caps: [Cap(count: 2, per: .seconds(600))], gap: .seconds(20), warmUpVisits: 0,
        arbitration: Arbitration(window: .seconds(5)), allowsDigests: true, quiet: .never)
    }
  }()

  private static func engine(_ snapshot: Engine<RingBelief>.Snapshot?) -> Engine<RingBelief> {
    let limits = Limits(
      shoppers: 4, identifiers: 4, tracks: 4, beliefs: 0, presences: 5, departures: 3)
    do throws(ConfigurationError) {
      return try Engine(floor, limits: limits, smoothing: rings, restoring: snapshot)
    } catch {
      fatalError("\(error)")
    }
  }

  private var engine: Engine<RingBelief>
  private var laws = FactLaws(FuzzedShop.floor, hasRoom: false)
  private var time = Instant(seconds: 1000)
  private var page = Page(for: "shopper")
  private var oracle = StepOracle("shopper", FuzzedShop.policy)
  private var epoch: UInt64 = 0
  private var generations: [UInt32] = [0, 0, 0]

  init() {
    engine = Self.engine(nil)
  }

  mutating func take(_ input: inout Input) {
    let shopper = input.number(below: 3)
    let index = ShopperIndex(slot: UInt32(shopper), generation: generations[shopper])
    switch input.number(below: 12) {
    case 0...5:
      time = time + .milliseconds(Int(input.byte()) * 20)
      let sighting = Sighting(
        shopper: index, receiver: ReceiverIndex(UInt16(input.number(below: 2))), time: time,
        pathLoss: Float(input.byte()) / 4 - 5)
      tell { $0.ingest([sighting], $1) }
    case 6:
      time = time + .seconds(Int(input.byte()))
      let now = time
      tell { $0.advance(to: now, $1) }
    case 7:
      let (receiver, isHealthy) = (UInt16(input.number(below: 2)), input.byte() > 127)
      let now = time
      tell {
        $0.setHealth(isHealthy ? .healthy : .unhealthy, of: ReceiverIndex(receiver), at: now, $1)
      }
    case 8:
      engine.forget(index)
      laws.forget(index)
      generations[shopper] += 1
    case 9:
      engine = Self.engine(engine.snapshot())
    default: decide(&input)
    }
    require(laws.broken.isEmpty, laws.broken.joined(separator: "\n"))
  }

  private mutating func tell(_ body: (inout Engine<RingBelief>, (Fact) -> Void) -> Void) {
    var told: [Fact] = []
    body(&engine) { told.append($0) }
    for fact in told {
      laws.take(fact)
      guard fact.shopper.slot == 0 else { continue }
      let place = Self.floor.places[Int(fact.place.rawValue)].id
      switch fact {
      case .near(let near): step(.zone(place, near.zone))
      case .return(let back):
        step(.visit(place, since: ledger(back.since), dwell: back.dwell, away: back.away))
      case .dwell(let dwell) where dwell.phase == .departed || dwell.phase == .lost:
        step(.departed(place))
      case .dwell(let dwell):
        step(.visit(place, since: ledger(dwell.since), dwell: dwell.dwell, away: dwell.away))
      }
    }
  }

  private func ledger(_ time: Instant) -> LedgerTime { LedgerTime(nanoseconds: time.nanoseconds) }

  private mutating func decide(_ input: inout Input) {
    epoch += 1
    let number = input.number(below: 8)
    switch input.number(below: 8) {
    case 0, 1: step(.consented("offers", version: 1, epoch: Epoch(rawValue: epoch)))
    case 2: step(.withdrew("offers", epoch: Epoch(rawValue: epoch)))
    case 3: step(.withdrewAll(epoch: Epoch(rawValue: epoch - UInt64(number) % epoch)))
    case 4: step(.confirmed(reservation: number))
    case 5: step(.released(reservation: number))
    case 6: step(.dismissed(reservation: number))
    default: step(.time)
    }
  }

  private mutating func step(_ event: Event) {
    let moment = Moment(now: ledger(time), minuteOfDay: 600)
    let result = Alerts.step(page, event, moment, Self.policy)
    let expected = oracle.take(event, moment)
    page = result.page
    require(result.decisions.map(StepOracle.Finding.init) == expected, "other decisions: \(event)")
    require(Book(page) == oracle.book, "another book: \(event)")
  }
}
