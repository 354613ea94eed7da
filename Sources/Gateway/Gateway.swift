import Advertising
import Alerts
import Identity
public import Ledger
public import Proximity
public import Site

/// A store's gateway: advertisements of its hubs in, facts and decided alerts out.
///
/// It owns the resolver, the engine and the keys, keeps every shopper's page in a ledger, and reads
/// no clock: time is that of the advertisements. One owner drives it; where several sources feed a
/// store, they are merged in order of time first.
public struct Gateway<Pages: AlertLedger>: ~Copyable {
  /// The store.
  public let site: Site
  /// Where the pages of the shoppers are kept.
  public let ledger: Pages
  /// What happened that is not told.
  public internal(set) var counters = GatewayCounters()
  /// Turns the engine's time into the ledger's.
  public var clock: LedgerClock

  var resolver: Resolver<ResolvableAddresses>
  var engine: Engine<StandardSmoother>
  var rotation: EphemeralIdentifiers
  var changes = RotationChanges()
  var policy: Policy
  var deferrals = Deferrals()
  var expiries = Expiries()
  let named: [String: BeaconIdentifier]
  var sightings: [Sighting] = []
  var facts: [Fact] = []

  /// AES blocks spent on rotating identifiers and private addresses between two batches.
  static var keyBudget: Int { 4096 }

  /// Creates a gateway that knows no shopper yet.
  ///
  /// - Parameters:
  ///   - site: the store.
  ///   - ledger: where pages are kept.
  ///   - limits: the sizes of all tables.
  ///   - clock: turns the engine's time into the ledger's.
  ///   - start: when it begins; no advertisement is older.
  ///   - seed: a secret random number, for the tables that strangers' bytes are looked up in.
  /// - Throws: ``GatewayError`` when a limit is out of its range.
  public init(
    _ site: Site, ledger: Pages, limits: Limits = Limits(), clock: LedgerClock,
    startingAt start: Instant, seed: UInt64
  ) throws(GatewayError) {
    let resolver = try configured { () throws(ConfigurationError) in
      try Resolver(
        limits: limits, seed: seed, measuredPower: site.measuredPower,
        addresses: ResolvableAddresses(
          PrivateAddressLimits(keys: limits.shoppers),
          seed: AddressHashSeed(seed, seed &* 0x9E37_79B9_7F4A_7C15)))
    }
    let engine = try configured { () throws(ConfigurationError) in
      try Engine(site.floor, limits: limits)
    }
    let rotation = try configured { () throws(ConfigurationError) in
      try EphemeralIdentifiers(RotationLimits(shoppers: limits.shoppers), startingAt: start)
    }
    self.site = site
    self.ledger = ledger
    self.clock = clock
    self.resolver = resolver
    self.engine = engine
    self.rotation = rotation
    policy = site.policy
    named = site.namedBeacons
  }

  /// What became of the advertisements at the first door.
  public var reception: ResolverCounters { resolver.counters }
  /// What happened in the engine that was no fact.
  public var engineCounters: EngineCounters { engine.counters }
  /// Visits that go on, by shopper and place.
  public var openVisits: [(visit: Dwell, shopper: ShopperID, place: PlaceID)] {
    engine.openVisits().compactMap { visit in
      resolver.shopper(visit.shopper).map { (visit, $0, placeID(visit.place)) }
    }
  }

  func placeID(_ place: PlaceIndex) -> PlaceID { site.floor.places[Int(place.rawValue)].id }
}

/// Makes a part of the gateway, and a configuration error of the part one of the gateway.
private func configured<Part: ~Copyable>(
  _ make: () throws(ConfigurationError) -> Part
) throws(GatewayError) -> Part {
  do throws(ConfigurationError) {
    return try make()
  } catch {
    throw .configuration(error)
  }
}
