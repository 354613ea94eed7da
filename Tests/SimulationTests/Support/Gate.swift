import Advertising
import Proximity
import Simulation

/// A store's whole way from bytes to facts: decoding, resolver, engine.
struct Gate: ~Copyable {
  private(set) var resolver: Resolver<NoPrivateAddresses>
  private var engine: Engine<StandardSmoother>
  private var shoppers: [ShopperIndex: ShopperID] = [:]
  private var sightings: [Sighting] = []
  /// Visits that are over, in the order of their ends.
  private(set) var visits: [Stay] = []

  init(_ floor: Floor) throws {
    let limits = Limits(
      shoppers: 64, identifiers: 256, tracks: 512, presences: 512, departures: 512)
    let resolver = try Resolver(limits: limits, seed: 1)
    let engine = try Engine(floor, limits: limits)
    self.resolver = resolver
    self.engine = engine
  }

  mutating func enrol(
    _ shopper: ShopperID, _ identifier: BeaconIdentifier, measuredPower: Float?
  ) throws {
    let index = try resolver.enrol(shopper, Credential(identifier, measuredPower: measuredPower))
    shoppers[index] = shopper
  }

  mutating func hear(_ time: Instant, _ receiver: ReceiverIndex, _ event: Span<UInt8>) {
    guard var walk = try? AdvertisingReports(event: event), let report = try? walk.next(in: event)
    else { return }
    let beacon = Beacon.first(in: event, report.payload)
    let advertisement = [
      Advertisement(
        time: time, receiver: receiver, rssi: report.rssi.dBm.map { Float($0) } ?? .nan,
        beacon: beacon?.identifier, address: report.address,
        measuredPower: beacon?.measuredPower.map { Float($0) })
    ]
    resolver.resolve(advertisement.span, into: &sightings)
    guard !sightings.isEmpty else { return }
    var facts: [Fact] = []
    engine.ingest(sightings) { facts.append($0) }
    sightings.removeAll(keepingCapacity: true)
    note(facts)
  }

  mutating func close(at time: Instant) {
    var facts: [Fact] = []
    engine.advance(to: time + .seconds(600)) { facts.append($0) }
    note(facts)
  }

  private mutating func note(_ facts: [Fact]) {
    for case .dwell(let dwell) in facts where dwell.phase == .departed {
      guard let shopper = shoppers[dwell.shopper] else { continue }
      let begin = dwell.since + .nanoseconds(-dwell.dwell.inNanoseconds)
      visits.append(Stay(shopper: shopper, place: dwell.place, time: begin..<dwell.since))
    }
  }
}
