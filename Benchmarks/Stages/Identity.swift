import Advertising
import Benchmark
import Identity
import Proximity
import Workload

func identityBenchmarks() {
  Benchmark(
    "identity/rotating identifier computed and installed",
    closure: { (benchmark: Benchmark, state: Box<Rotating>) in state.value.rotate() },
    setup: { Box(try Rotating()) })
  Benchmark(
    "identity/key tried on a private address",
    closure: { (benchmark: Benchmark, state: Box<Resolving>) in state.value.hearNew() },
    setup: { Box(try Resolving()) })
}

/// 1,000 beacons that change their identifiers every 16 s.
private struct Rotating: ~Copyable {
  private var resolver: Resolver<NoPrivateAddresses>
  private var table: EphemeralIdentifiers
  private var changes = RotationChanges()
  private var seconds: Int64 = 1

  init() throws {
    let start = Instant(nanoseconds: 0)
    var resolver = try Resolver(limits: Limits(shoppers: 1_000, identifiers: 10_000), seed: 1)
    var table = try EphemeralIdentifiers(startingAt: start)
    guard let exponent = RotationExponent(4) else { preconditionFailure("4 is an exponent") }
    for number in 0..<1_000 {
      guard let id = ShopperID("shopper-\(number)") else { continue }
      let key = try IdentityKey(bytes: key(number))
      try table.enrol(
        resolver.enrol(id), key: key, exponent: exponent,
        clock: BeaconClock(counter: 0, at: start, uncertainty: .zero))
    }
    self.resolver = resolver
    self.table = table
    rotate()
  }

  /// One period on: each beacon has one identifier more, and one less.
  mutating func rotate() {
    seconds += 16
    while !table.advance(
      to: Instant(nanoseconds: seconds * 1_000_000_000), budget: 100_000, into: &changes)
    {}
    resolver.retire(changes.retired)
    resolver.install(changes.installed)
  }
}

/// 1,000 enrolled keys, and addresses that none of them made.
private struct Resolving: ~Copyable {
  private var addresses: ResolvableAddresses
  private var random = SplitMix64(seed: 1)
  private var time: Int64 = 0

  init() throws {
    var addresses = try ResolvableAddresses(seed: AddressHashSeed(1, 2))
    for number in 0..<1_000 {
      try addresses.enrol(
        ShopperIndex(slot: UInt32(number), generation: 0), key: IdentityKey(bytes: key(number)))
    }
    self.addresses = addresses
  }

  /// A new address, and all the keys tried on it.
  mutating func hearNew() {
    time += 1_000_000
    let instant = Instant(nanoseconds: time)
    let address = AdvertisingAddress(random: random.next() & 0x3FFF_FFFF_FFFF | 1 << 46)
    _ = addresses.shopper(of: address, at: instant)
    blackHole(addresses.work(at: instant, budget: 1_000))
  }
}

private func key(_ number: Int) -> [UInt8] {
  (0..<16).map { UInt8(truncatingIfNeeded: (number + 1) >> ($0 % 2 * 8)) }
}
