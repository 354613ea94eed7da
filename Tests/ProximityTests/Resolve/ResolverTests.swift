import Advertising
import Proximity
import Testing

@Suite("Resolver")
struct ResolverTests {
  static let limits = Limits(
    shoppers: 4, identifiers: 6, tracks: 8, presences: 8, departures: 8)

  func resolver() throws -> Resolver<NoPrivateAddresses> {
    try Resolver(limits: Self.limits, seed: 7, measuredPower: -60)
  }

  func tag(_ number: UInt64) -> BeaconIdentifier {
    BeaconIdentifier(kind: .eddystoneUID, high: number, middle: 1)
  }

  func heard(
    _ beacon: BeaconIdentifier?, rssi: Float = -70, address: AdvertisingAddress? = nil,
    power: Float? = nil, at seconds: Double = 0
  ) -> Advertisement {
    Advertisement(
      time: Instant(seconds: seconds), receiver: ReceiverIndex(3), rssi: rssi, beacon: beacon,
      address: address, measuredPower: power)
  }

  func resolve(
    _ resolver: inout Resolver<NoPrivateAddresses>, _ advertisements: Advertisement...
  ) -> [Sighting] {
    var sightings: [Sighting] = []
    resolver.resolve(advertisements, into: &sightings)
    return sightings
  }

  @Test("Measured power comes from the credential, else the advertisement, else the site")
  func measuredPower() throws {
    var resolver = try resolver()
    let stated = try resolver.enrol(.init(name: "a"), Credential(tag(1), measuredPower: -50))
    let unstated = try resolver.enrol(.init(name: "b"), Credential(tag(2)))
    let sightings = resolve(
      &resolver, heard(tag(1), power: -41), heard(tag(2), power: -41), heard(tag(2)))
    #expect(sightings.map(\.shopper) == [stated, unstated, unstated])
    #expect(sightings.map(\.pathLoss) == [20, 29, 10])
  }

  @Test("Strangers and reports without RSSI leave a count and nothing else")
  func strangers() throws {
    var resolver = try resolver()
    _ = try resolver.enrol(.init(name: "a"), Credential(tag(1)))
    let sightings = resolve(
      &resolver, heard(tag(9)), heard(nil), heard(tag(1), rssi: .nan), heard(tag(1)),
      heard(nil, address: AdvertisingAddress(bits: 5, kind: .public)))
    #expect(sightings.count == 1)
    #expect(resolver.counters == ResolverCounters(unavailable: 1, strangers: 3, resolved: 1))
  }

  @Test("A shopper may be known by several identifiers, an address among them")
  func severalIdentifiers() throws {
    var resolver = try resolver()
    let address = AdvertisingAddress(random: 0xC0FF_EE00_0001)
    let index = try resolver.enrol(.init(name: "a"), Credential(tag(1)))
    #expect(try resolver.enrol(.init(name: "a"), Credential(address.identifier)) == index)
    let publicTwin = AdvertisingAddress(bits: address.bits, kind: .public)
    let sightings = resolve(
      &resolver, heard(nil, address: address), heard(tag(1)), heard(nil, address: publicTwin))
    #expect(sightings.map(\.shopper) == [index, index])
    resolver.forget(index)
    #expect(resolve(&resolver, heard(nil, address: address), heard(tag(1))).isEmpty)
  }

  @Test("An identifier belongs to one shopper; the refusal names the owner and changes nothing")
  func taken() throws {
    var resolver = try resolver()
    _ = try resolver.enrol(.init(name: "a"), Credential(tag(1)))
    let error = #expect(throws: EnrolmentError.self) {
      try resolver.enrol(.init(name: "b"), Credential(tag(1)))
    }
    #expect(error == .taken(by: .init(name: "a")))
    #expect(resolver.index(of: .init(name: "b")) == nil)
  }

  @Test("Full tables refuse and say which limit")
  func full() throws {
    var resolver = try resolver()
    for number in 1...4 as ClosedRange<UInt64> {
      _ = try resolver.enrol(.init(name: "s\(number)"), Credential(tag(number)))
    }
    #expect(throws: EnrolmentError.tooManyShoppers(limit: 4)) {
      try resolver.enrol(.init(name: "s5"), Credential(tag(5)))
    }
    _ = try resolver.enrol(.init(name: "s1"), Credential(tag(11)))
    _ = try resolver.enrol(.init(name: "s1"), Credential(tag(12)))
    #expect(throws: EnrolmentError.tooManyIdentifiers(limit: 6)) {
      try resolver.enrol(.init(name: "s1"), Credential(tag(13)))
    }
  }

  @Test("A slot's next owner gets another index")
  func generations() throws {
    var resolver = try resolver()
    let first = try resolver.enrol(.init(name: "a"), Credential(tag(1)))
    resolver.forget(first)
    let second = try resolver.enrol(.init(name: "b"), Credential(tag(1)))
    #expect(first.slot == second.slot && first != second)
    #expect(resolver.shopper(first) == nil)
    #expect(resolver.shopper(second) == .init(name: "b"))
    resolver.forget(first)
    #expect(resolve(&resolver, heard(tag(1))).map(\.shopper) == [second])
  }

  @Test("Rotating identifiers are known from installation to retirement and noted once a second")
  func rotating() throws {
    var resolver = try resolver()
    let index = try resolver.enrol(.init(name: "a"), measuredPower: -55)
    let periods = (1...3).map {
      RotatingIdentifier(
        identifier: BeaconIdentifier(kind: .eddystoneEID, high: UInt64($0)), shopper: index,
        period: UInt32($0))
    }
    resolver.install(periods)
    var sightings: [Sighting] = []
    let reports = [0, 0.2, 1.5].map { heard(periods[1].identifier, at: $0) }
    resolver.resolve(reports, into: &sightings)
    #expect(sightings.map(\.pathLoss) == [15, 15, 15])
    let noted = resolver.takeRotations()
    #expect(noted.map(\.time.seconds) == [0, 1.5])
    #expect(noted.allSatisfy { $0.period == 2 && $0.shopper == index })
    resolver.retire(Array(periods[..<2]))
    #expect(resolve(&resolver, heard(periods[1].identifier)).isEmpty)
    #expect(resolve(&resolver, heard(periods[2].identifier)).count == 1)
    resolver.forget(index)
    #expect(resolve(&resolver, heard(periods[2].identifier)).isEmpty)
    resolver.install(periods)
    #expect(resolve(&resolver, heard(periods[2].identifier)).isEmpty)
  }

  @Test("Random enrolling, forgetting and resolving agree with a dictionary", arguments: [1, 2, 3])
  func oracle(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let limits = Limits(shoppers: 40, identifiers: 60, tracks: 1, presences: 1, departures: 1)
    var resolver = try Resolver(limits: limits, seed: seed)
    var owners: [BeaconIdentifier: ShopperID] = [:]
    for _ in 0..<20_000 {
      let shopper = ShopperID(name: "s\(random.below(50))")
      let identifier = tag(UInt64(random.below(90)))
      switch random.below(8) {
      case 0:
        if let index = resolver.index(of: shopper) { resolver.forget(index) }
        owners = owners.filter { $0.value != shopper }
      case 1, 2:
        let isKnown = owners.values.contains(shopper)
        let isTaken = owners[identifier].map { $0 != shopper } ?? false
        let fits = owners[identifier] != nil || owners.count < 60
        let joins = isKnown || Set(owners.values).count < 40
        let enrolled = (try? resolver.enrol(shopper, Credential(identifier))) != nil
        #expect(enrolled == (!isTaken && fits && joins))
        if enrolled { owners[identifier] = shopper }
      default:
        let sightings = resolve(&resolver, heard(identifier))
        #expect(sightings.first.flatMap { resolver.shopper($0.shopper) } == owners[identifier])
      }
    }
  }
}
