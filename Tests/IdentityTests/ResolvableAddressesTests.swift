import Advertising
import Identity
import Proximity
import Testing

@Suite("Resolvable addresses")
struct ResolvableAddressesTests {
  static let sampleKey = "ec0234a357c8ad05341010a60a397d9b"
  static let sample = AdvertisingAddress(random: 0x7081_940D_FBAA)
  let ann = ShopperIndex(slot: 0, generation: 0)
  let ben = ShopperIndex(slot: 1, generation: 4)
  let start = Instant(seconds: 1_000)

  private func table(
    _ limits: PrivateAddressLimits = PrivateAddressLimits()
  ) throws -> ResolvableAddresses {
    try ResolvableAddresses(limits, seed: AddressHashSeed(0x0123_4567, 0x89AB_CDEF))
  }

  private func stranger(_ random: inout SplitMix64) -> AdvertisingAddress {
    AdvertisingAddress(random: random.next() >> 18 | 0x4000_0000_0000)
  }

  /// Hears an address, works without a bound, and tells what the next advertisement will bring.
  private func resolve(
    _ address: AdvertisingAddress, at time: Instant, _ table: inout ResolvableAddresses
  ) -> ShopperIndex? {
    _ = table.shopper(of: address, at: time)
    _ = table.work(at: time, budget: .max)
    return table.shopper(of: address, at: time)
  }

  @Test("ah equals the Core Specification's sample data")
  func sampleData() throws {
    let key = try IdentityKey(hexadecimal: Self.sampleKey)
    #expect(key.privateAddress(random: 0x70_8194) == Self.sample)
    #expect(Self.sample.kind == .resolvablePrivate)
    #expect(key.privateAddress(random: .max).kind == .resolvablePrivate)
    #expect(key.privateAddress(random: 0).kind == .resolvablePrivate)
  }

  @Test("The keyed hash equals the SipHash-2-4 reference for eight bytes")
  func sipHash() {
    let hash = AddressHash(AddressHashSeed(0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908))
    #expect(hash(0x0706_0504_0302_0100) == 0x93F5_F579_9A93_2462)
  }

  @Test("An address is its owner's from the first advertisement after the work was done")
  func resolves() throws {
    var table = try table()
    try table.enrol(ann, key: IdentityKey(hexadecimal: Self.sampleKey))
    let first = table.shopper(of: Self.sample, at: start)
    #expect(first == nil)
    let tooEarly = table.shopper(of: Self.sample, at: start)
    #expect(tooEarly == nil)
    let used = table.work(at: start, budget: 100)
    #expect(used == 1)
    let second = table.shopper(of: Self.sample, at: start)
    #expect(second == ann)
    #expect(table.counters.unknown == 2)
    #expect(table.counters.hits == 1)
  }

  @Test("A key with its bytes the other way round matches nothing")
  func wrongByteOrder() throws {
    var table = try table()
    let bytes = stride(from: 0, to: 32, by: 2).map { Self.sampleKey.dropFirst($0).prefix(2) }
    try table.enrol(ann, key: IdentityKey(hexadecimal: bytes.reversed().joined()))
    let found = resolve(Self.sample, at: start, &table)
    #expect(found == nil)
    #expect(table.counters.misses == 1)
  }

  @Test(
    "Only resolvable private addresses are noted",
    arguments: AdvertisingAddress.Kind.allCases.filter { $0 != .resolvablePrivate })
  func otherKinds(kind: AdvertisingAddress.Kind) throws {
    var table = try table()
    try table.enrol(ann, key: IdentityKey(hexadecimal: Self.sampleKey))
    let found = resolve(AdvertisingAddress(bits: Self.sample.bits, kind: kind), at: start, &table)
    #expect(found == nil)
    #expect(table.counters == PrivateAddressCounters())
  }

  @Test("Without a single key nothing is remembered of anybody")
  func noKeys() throws {
    var table = try table()
    let found = resolve(Self.sample, at: start, &table)
    #expect(found == nil)
    #expect(table.pending == 0)
    #expect(table.counters == PrivateAddressCounters())
  }

  @Test("Zero keys, duplicate keys and keys beyond the limit are refused")
  func refusals() throws {
    var table = try table(PrivateAddressLimits(keys: 2))
    let key = try IdentityKey(hexadecimal: Self.sampleKey)
    var random = SplitMix64(seed: 1)
    var outcomes: [KeyEnrolmentError?] = []
    for (shopper, key) in [
      (ann, try IdentityKey(bytes: [UInt8](repeating: 0, count: 16))), (ann, key), (ben, key),
      (ann, key), (ben, try random.key()), (ben, try random.key()),
    ] {
      do throws(KeyEnrolmentError) {
        try table.enrol(shopper, key: key)
        outcomes.append(nil)
      } catch {
        outcomes.append(error)
      }
    }
    #expect(
      outcomes == [.zeroKey, nil, .duplicateKey, .duplicateKey, nil, .tableFull(limit: 2)])
    table.forget(ann)
    try table.enrol(ben, key: key)
    let found = resolve(Self.sample, at: start, &table)
    #expect(found == ben)
  }

  @Test("An answer lasts 15 minutes from the first advertisement, whether hit or miss")
  func expiry() throws {
    var table = try table()
    try table.enrol(ann, key: IdentityKey(hexadecimal: Self.sampleKey))
    var random = SplitMix64(seed: 2)
    let other = stranger(&random)
    _ = resolve(Self.sample, at: start, &table)
    _ = resolve(other, at: start, &table)
    let last = start + .seconds(15 * 60) + .nanoseconds(-1)
    let still = table.shopper(of: Self.sample, at: last)
    let stillNot = table.shopper(of: other, at: last)
    #expect(still == ann)
    #expect(stillNot == nil)
    #expect(table.pending == 0)
    let over = start + .seconds(15 * 60)
    let expired = table.shopper(of: Self.sample, at: over)
    #expect(expired == nil)
    #expect(table.pending == 1)
    #expect(table.counters.expired == 1)
    _ = table.work(at: over, budget: .max)
    #expect(table.counters.expired == 2)
    let again = table.shopper(of: Self.sample, at: over)
    #expect(again == ann)
  }

  @Test("An address that waited for 15 minutes in vain is wiped, and heard anew")
  func expiryWhileWaiting() throws {
    var table = try table()
    try table.enrol(ann, key: IdentityKey(hexadecimal: Self.sampleKey))
    _ = table.shopper(of: Self.sample, at: start)
    let used = table.work(at: start + .seconds(15 * 60), budget: 0)
    #expect(used == 0)
    #expect(table.pending == 0)
    let found = resolve(Self.sample, at: start + .seconds(15 * 60), &table)
    #expect(found == ann)
  }

  @Test("A budget is spent to the block, and the work goes on where it stopped", arguments: 1...7)
  func budget(budget: Int) throws {
    var table = try table()
    var random = SplitMix64(seed: 3)
    for slot in 0..<UInt32(9) {
      try table.enrol(ShopperIndex(slot: slot, generation: 0), key: random.key())
    }
    try table.enrol(
      ShopperIndex(slot: 9, generation: 0), key: IdentityKey(hexadecimal: Self.sampleKey))
    for _ in 0..<4 { _ = table.shopper(of: stranger(&random), at: start) }
    _ = table.shopper(of: Self.sample, at: start)
    var total = 0
    while true {
      let used = table.work(at: start, budget: budget)
      total += used
      #expect(used == min(budget, 50 - total + used))
      let found = table.shopper(of: Self.sample, at: start)
      #expect((found != nil) == (total == 50))
      if used < budget || total == 50 { break }
    }
    #expect(total == 50)
    let none = table.work(at: start, budget: budget)
    #expect(none == 0)
    #expect(table.pending == 0)
  }

  @Test("A new key is tried on known strangers at once, and it alone")
  func enrolAfterMiss() throws {
    var table = try table()
    var random = SplitMix64(seed: 4)
    for slot in 1..<UInt32(50) {
      try table.enrol(ShopperIndex(slot: slot, generation: 0), key: random.key())
    }
    let miss = resolve(Self.sample, at: start, &table)
    #expect(miss == nil)
    try table.enrol(ann, key: IdentityKey(hexadecimal: Self.sampleKey))
    let waiting = table.shopper(of: Self.sample, at: start)
    #expect(waiting == nil)
    let used = table.work(at: start, budget: .max)
    #expect(used == 1)
    let found = table.shopper(of: Self.sample, at: start)
    #expect(found == ann)
  }

  @Test("A key enrolled while an address is being tried takes part")
  func enrolMidWork() throws {
    var table = try table()
    var random = SplitMix64(seed: 5)
    for slot in 1..<UInt32(10) {
      try table.enrol(ShopperIndex(slot: slot, generation: 0), key: random.key())
    }
    _ = table.shopper(of: Self.sample, at: start)
    _ = table.work(at: start, budget: 5)
    try table.enrol(ann, key: IdentityKey(hexadecimal: Self.sampleKey))
    let used = table.work(at: start, budget: .max)
    #expect(used == 5)
    let found = table.shopper(of: Self.sample, at: start)
    #expect(found == ann)
  }

  @Test("A known shopper stays known while newer keys are tried on the address")
  func hitWhileRetrying() throws {
    var table = try table()
    var random = SplitMix64(seed: 6)
    try table.enrol(ann, key: IdentityKey(hexadecimal: Self.sampleKey))
    _ = resolve(Self.sample, at: start, &table)
    try table.enrol(ben, key: random.key())
    for _ in 0..<3 {
      let found = table.shopper(of: Self.sample, at: start)
      #expect(found == ann)
    }
    #expect(table.pending == 1)
    let used = table.work(at: start, budget: .max)
    #expect(used == 1)
    let found = table.shopper(of: Self.sample, at: start)
    #expect(found == ann)
    #expect(table.pending == 0)
  }

  @Test("Forgetting takes the answer away at once, also in the middle of the work")
  func forget() throws {
    for budget in 0...4 {
      var table = try table()
      var random = SplitMix64(seed: 7)
      try table.enrol(ann, key: IdentityKey(hexadecimal: Self.sampleKey))
      for _ in 0..<3 { try table.enrol(ben, key: random.key()) }
      _ = table.shopper(of: Self.sample, at: start)
      _ = table.work(at: start, budget: budget)
      table.forget(ann)
      let after = table.shopper(of: Self.sample, at: start)
      #expect(after == nil)
      _ = table.work(at: start, budget: .max)
      let later = table.shopper(of: Self.sample, at: start)
      #expect(later == nil)
      try table.enrol(ben, key: IdentityKey(hexadecimal: Self.sampleKey))
      let heir = resolve(Self.sample, at: start, &table)
      #expect(heir == ben)
    }
  }

  @Test("After the newest key is forgotten, known addresses are not tried over and over")
  func forgetNewest() throws {
    var table = try table()
    var random = SplitMix64(seed: 8)
    try table.enrol(ann, key: IdentityKey(hexadecimal: Self.sampleKey))
    try table.enrol(ben, key: random.key())
    table.forget(ben)
    _ = resolve(Self.sample, at: start, &table)
    let found = table.shopper(of: Self.sample, at: start)
    #expect(found == ann)
    #expect(table.pending == 0)
  }

  @Test("An address that the keys of two shoppers match is nobody's, in whatever order they came")
  func ambiguity() throws {
    var random = SplitMix64(seed: 9)
    var seen: [AdvertisingAddress: IdentityKey] = [:]
    var pair: (address: AdvertisingAddress, first: IdentityKey, second: IdentityKey)?
    while pair == nil {
      let key = try random.key()
      let address = key.privateAddress(random: 0x70_8194)
      if let other = seen.updateValue(key, forKey: address) { pair = (address, other, key) }
    }
    let (address, first, second) = try #require(pair)

    var together = try table()
    try together.enrol(ann, key: first)
    try together.enrol(ben, key: second)
    let both = resolve(address, at: start, &together)
    #expect(both == nil)
    #expect(together.counters.misses == 1)
    together.forget(ann)
    let left = resolve(address, at: start, &together)
    #expect(left == ben)

    var later = try table()
    try later.enrol(ann, key: first)
    let alone = resolve(address, at: start, &later)
    #expect(alone == ann)
    try later.enrol(ben, key: second)
    let joined = resolve(address, at: start, &later)
    #expect(joined == nil)

    var same = try table()
    try same.enrol(ann, key: first)
    try same.enrol(ann, key: second)
    let own = resolve(address, at: start, &same)
    #expect(own == ann)
  }

  @Test("A flood of made-up addresses is shed and counted, and stays within its bounds")
  func flood() throws {
    var table = try table(PrivateAddressLimits(addresses: 4_096, pending: 256))
    var random = SplitMix64(seed: 10)
    try table.enrol(ann, key: IdentityKey(hexadecimal: Self.sampleKey))
    for _ in 0..<100_000 {
      let found = table.shopper(of: stranger(&random), at: start)
      #expect(found == nil)
    }
    #expect(table.pending == 256)
    #expect(table.counters.unknown == 100_000)
    #expect(table.counters.shed == 100_000 - 256)
    let used = table.work(at: start, budget: 1_000)
    #expect(used == 256)
  }

  @Test("A flood does not push known shoppers out")
  func floodKeepsHits() throws {
    var table = try table(PrivateAddressLimits(addresses: 256, pending: 16))
    var random = SplitMix64(seed: 11)
    var shoppers: [(index: ShopperIndex, address: AdvertisingAddress)] = []
    for slot in 0..<UInt32(40) {
      let key = try random.key()
      let shopper = ShopperIndex(slot: slot, generation: 1)
      try table.enrol(shopper, key: key)
      shoppers.append((shopper, key.privateAddress(random: slot)))
    }
    for shopper in shoppers { _ = resolve(shopper.address, at: start, &table) }
    for round in 0..<1_000 {
      let now = start + .milliseconds(round)
      for _ in 0..<100 { _ = table.shopper(of: stranger(&random), at: now) }
      _ = table.work(at: now, budget: 1_000)
    }
    #expect(table.counters.evicted > 10_000)
    for shopper in shoppers {
      let found = table.shopper(of: shopper.address, at: start + .seconds(2))
      #expect(found == shopper.index)
    }
  }

  @Test("Answers agree with trying every key, whatever comes and goes", arguments: 1...6)
  func oracle(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    var table = try table(PrivateAddressLimits(keys: 64, addresses: 1_024, pending: 64))
    var enrolled: [(shopper: ShopperIndex, key: IdentityKey)] = []
    var gone: [IdentityKey] = []
    var now = start
    for step in 0..<1_500 {
      now = now + .seconds(Int.random(in: 0...20, using: &random))
      switch Int.random(in: 0..<8, using: &random) {
      case 0 where enrolled.count < 64:
        let entry = (ShopperIndex(slot: UInt32(step), generation: 0), try random.key())
        try table.enrol(entry.0, key: entry.1)
        enrolled.append(entry)
      case 1 where !enrolled.isEmpty:
        let entry = enrolled.remove(at: Int.random(in: 0..<enrolled.count, using: &random))
        table.forget(entry.shopper)
        gone.append(entry.key)
      case 2:
        _ = table.work(at: now, budget: Int.random(in: 0...100, using: &random))
      default: break
      }
      for _ in 0..<4 {
        let part = UInt32.random(in: 0..<8, using: &random)
        let owner = enrolled.randomElement(using: &random)
        let former = gone.randomElement(using: &random)
        let address: AdvertisingAddress
        switch Int.random(in: 0..<3, using: &random) {
        case 0: address = owner?.key.privateAddress(random: part) ?? stranger(&random)
        case 1: address = former?.privateAddress(random: part) ?? stranger(&random)
        default: address = stranger(&random)
        }
        let expected = enrolled.filter {
          $0.key.privateAddress(random: UInt32(address.bits >> 24)) == address
        }.map(\.shopper)
        if let found = table.shopper(of: address, at: now) { #expect(expected == [found]) }
        let settled = resolve(address, at: now, &table)
        #expect(settled == (expected.count == 1 ? expected[0] : nil))
      }
    }
    #expect(table.counters.hits > 0 && table.counters.misses > 0)
    #expect(table.counters.expired > 0)
  }

  @Test("Limits out of range are refused by name")
  func limits() {
    for (limits, path) in [
      (PrivateAddressLimits(keys: 0), "privateAddresses.keys"),
      (PrivateAddressLimits(keys: 1_000_001), "privateAddresses.keys"),
      (PrivateAddressLimits(addresses: 7), "privateAddresses.addresses"),
      (PrivateAddressLimits(addresses: .max), "privateAddresses.addresses"),
      (PrivateAddressLimits(pending: 0), "privateAddresses.pending"),
      (PrivateAddressLimits(pending: 65_537), "privateAddresses.pending"),
    ] {
      do throws(ConfigurationError) {
        _ = try ResolvableAddresses(limits, seed: AddressHashSeed(1, 2))
        Issue.record("\(path) was accepted")
      } catch {
        #expect(error.path == path)
      }
    }
  }
}
