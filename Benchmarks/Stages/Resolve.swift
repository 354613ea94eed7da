import Advertising
import Benchmark
import Identity
import Proximity
import Workload

/// With 10,000 shoppers enrolled, in random order.
func resolveBenchmarks() {
  resolve("resolve/known shopper") { number, _ in
    Advertisement(
      time: Instant(nanoseconds: Int64(number)), receiver: ReceiverIndex(0), rssi: -60,
      beacon: Crowd.beacon(of: number % 10_000).identifier, measuredPower: -59)
  }
  resolve("resolve/stranger by beacon") { number, _ in
    Advertisement(
      time: Instant(nanoseconds: Int64(number)), receiver: ReceiverIndex(0), rssi: -60,
      beacon: Crowd.beacon(of: number + 10_000).identifier, measuredPower: -59)
  }
  resolve("resolve/stranger by static address") { number, random in
    Advertisement(
      time: Instant(nanoseconds: Int64(number)), receiver: ReceiverIndex(0), rssi: -60,
      address: AdvertisingAddress(random: random | 3 << 46))
  }
  resolve("resolve/stranger by private address, heard before") { number, random in
    Advertisement(
      time: Instant(nanoseconds: Int64(number)), receiver: ReceiverIndex(0), rssi: -60,
      address: AdvertisingAddress(random: random & ~(3 << 46) | 1 << 46))
  }
}

private func resolve(_ name: String, _ make: @escaping (Int, UInt64) -> Advertisement) {
  Benchmark(
    name,
    closure: { (benchmark: Benchmark, state: Box<ResolveState>) in
      state.value.resolveThousand()
    },
    setup: { Box(try ResolveState(make)) })
}

private struct ResolveState: ~Copyable {
  private var resolver: Resolver<ResolvableAddresses>
  private let advertisements: [Advertisement]
  private var sightings: [Sighting]
  private var position = 0

  init(_ make: (Int, UInt64) -> Advertisement) throws {
    let crowd = try Crowd(count: 10_000)
    var addresses = try ResolvableAddresses(seed: AddressHashSeed(1, 2))
    try addresses.enrol(
      ShopperIndex(slot: 10_000, generation: 0), key: IdentityKey(bytes: 1...16))
    var resolver = try Resolver(limits: crowd.limits, seed: 1, addresses: addresses)
    try crowd.enrol(in: &resolver)
    var random = SplitMix64(seed: 1)
    let advertisements = (0..<20_000).shuffled(using: &random).map { number in
      make(number, random.next() & 0xFFFF_FFFF_FFFF)
    }
    var sightings: [Sighting] = []
    sightings.reserveCapacity(1000)
    for start in stride(from: 0, to: advertisements.count, by: 1000) {
      resolver.resolve(advertisements.span.extracting(start..<start + 1000), into: &sightings)
      _ = resolver.addresses.work(at: Instant(nanoseconds: 20_000), budget: 1000)
      sightings.removeAll(keepingCapacity: true)
    }
    self.resolver = resolver
    self.advertisements = advertisements
    self.sightings = sightings
  }

  mutating func resolveThousand() {
    sightings.removeAll(keepingCapacity: true)
    let advertisements = advertisements
    resolver.resolve(
      advertisements.span.extracting(position..<position + 1000), into: &sightings)
    position = (position + 1000) % advertisements.count
    blackHole(sightings.count)
  }
}
