import Advertising
import Identity
import Proximity
import Testing

@Suite("Ephemeral identifiers: enrolment and clocks")
struct EphemeralIdentifiersEnrolmentTests {
  static let start = Instant(nanoseconds: 0)
  let shopper = ShopperIndex(slot: 2, generation: 7)

  /// A table of four slots with one beacon in it, on time and with its first identifiers ready.
  private func withBeacon(
    exponent: Int, periods: Int = 8, partsPerMillion: Double = 0,
    _ body: (
      inout EphemeralIdentifiers, inout InstalledIdentifiers, inout DriftingBeacon
    ) throws -> Void
  ) throws {
    var random = SplitMix64(seed: 5)
    var beacon = try DriftingBeacon(
      slot: 2, exponent: try #require(RotationExponent(exponent)), start: 100_005.5,
      changesLate: false, partsPerMillion: partsPerMillion, using: &random)
    var table = try EphemeralIdentifiers(
      RotationLimits(shoppers: 4, periodsPerBeacon: periods), startingAt: Self.start)
    try table.enrol(
      beacon.shopper, key: beacon.key, exponent: beacon.exponent, clock: beacon.clock(at: 0))
    var installed = InstalledIdentifiers()
    Self.advance(&table, to: 0, &installed)
    try body(&table, &installed, &beacon)
  }

  private static func advance(
    _ table: inout EphemeralIdentifiers, to seconds: Double,
    _ installed: inout InstalledIdentifiers
  ) {
    var changes = RotationChanges()
    let isFinished = table.advance(
      to: Instant(seconds: seconds), budget: .max, into: &changes)
    #expect(isFinished)
    installed.apply(changes)
  }

  private func error(
    _ body: () throws(KeyEnrolmentError) -> Void
  ) -> KeyEnrolmentError? {
    do throws(KeyEnrolmentError) {
      try body()
      return nil
    } catch {
      return error
    }
  }

  @Test("Limits out of range are refused by name")
  func limits() {
    for (limits, path) in [
      (RotationLimits(shoppers: 0), "rotation.shoppers"),
      (RotationLimits(shoppers: 1 << 24), "rotation.shoppers"),
      (RotationLimits(periodsPerBeacon: 2), "rotation.periodsPerBeacon"),
      (RotationLimits(periodsPerBeacon: 256), "rotation.periodsPerBeacon"),
    ] {
      do throws(ConfigurationError) {
        _ = try EphemeralIdentifiers(limits, startingAt: Self.start)
        Issue.record("\(path) was accepted")
      } catch {
        #expect(error.path == path)
      }
    }
  }

  @Test("What cannot be told apart or found a slot is refused, and changes nothing")
  func refusals() throws {
    try withBeacon(exponent: 10) { table, installed, beacon in
      let clock = beacon.clock(at: 0)
      let other = try IdentityKey(hexadecimal: "0102030405060708090A111213141516")
      let zero = try IdentityKey(bytes: [UInt8](repeating: 0, count: 16))
      let free = ShopperIndex(slot: 3, generation: 0)
      let heir = ShopperIndex(slot: 2, generation: 8)
      let (key, exponent, present) = (beacon.key, beacon.exponent, beacon.shopper)
      let outcomes = [
        error { () throws(KeyEnrolmentError) in
          try table.enrol(free, key: key, exponent: exponent, clock: clock)
        },
        error { () throws(KeyEnrolmentError) in
          try table.enrol(free, key: zero, exponent: exponent, clock: clock)
        },
        error { () throws(KeyEnrolmentError) in
          try table.enrol(heir, key: other, exponent: exponent, clock: clock)
        },
        error { () throws(KeyEnrolmentError) in
          try table.enrol(
            ShopperIndex(slot: 4, generation: 0), key: other, exponent: exponent, clock: clock)
        },
      ]
      #expect(
        outcomes == [
          .duplicateKey, .zeroKey, .alreadyEnrolled(present), .slotOutOfRange(slot: 4, limit: 4),
        ])
      let before = installed
      Self.advance(&table, to: 0, &installed)
      #expect(installed.table == before.table)
    }
  }

  @Test("Forgetting retires every identifier at once, and the same key may be enrolled again")
  func forget() throws {
    try withBeacon(exponent: 10) { table, installed, beacon in
      var changes = RotationChanges()
      table.forget(ShopperIndex(slot: 2, generation: 1), into: &changes)
      table.forget(ShopperIndex(slot: 0, generation: 0), into: &changes)
      #expect(changes == RotationChanges())
      table.forget(beacon.shopper, into: &changes)
      #expect(changes.retired.count == 3)
      installed.apply(changes)
      #expect(installed.table.isEmpty)
      let deadline = table.nextDeadline
      #expect(deadline == nil)
      Self.advance(&table, to: 1e6, &installed)
      #expect(installed.table.isEmpty)
      table.observe(
        RotationSighting(
          shopper: beacon.shopper, period: beacon.period(at: 0), time: Self.start))
      #expect(table.counters.strays == 1)

      try table.enrol(
        ShopperIndex(slot: 3, generation: 0), key: beacon.key, exponent: beacon.exponent,
        clock: beacon.clock(at: 1e6))
      Self.advance(&table, to: 1e6, &installed)
      #expect(installed.table[beacon.identifier(at: 1e6)] != nil)
    }
  }

  @Test("A beacon forgotten while its first identifiers were half done leaves nothing behind")
  func forgetHalfDone() throws {
    var table = try EphemeralIdentifiers(RotationLimits(shoppers: 4), startingAt: Self.start)
    var random = SplitMix64(seed: 6)
    var beacons: [DriftingBeacon] = []
    for slot in 0..<UInt32(3) {
      let exponent = try #require(RotationExponent(10))
      let beacon = try DriftingBeacon(slot: slot, exponent: exponent, start: 0, using: &random)
      beacons.append(beacon)
      try table.enrol(
        beacon.shopper, key: beacon.key, exponent: exponent, clock: beacon.clock(at: 0))
    }
    var installed = InstalledIdentifiers()
    var changes = RotationChanges()
    let isFinished = table.advance(to: Self.start, budget: 6, into: &changes)
    #expect(!isFinished)
    installed.apply(changes)
    for beacon in beacons.dropFirst() {
      table.forget(beacon.shopper, into: &changes)
      installed.apply(changes)
    }
    Self.advance(&table, to: 0, &installed)
    #expect(installed.table.values.allSatisfy { $0.shopper == beacons[0].shopper })
    #expect(installed.table.count == 3)
    #expect(installed.contradictions == 0)
  }

  @Test("A beacon whose clock was set forward is believed and followed")
  func clockJump() throws {
    try withBeacon(exponent: 4) { table, installed, beacon in
      beacon.start += 16
      table.observe(
        RotationSighting(
          shopper: beacon.shopper, period: beacon.period(at: 0), time: Self.start))
      #expect(table.counters.clockJumps == 1)
      for now in stride(from: 0.0, to: 400, by: 1) {
        Self.advance(&table, to: now, &installed)
        try installed.require(beacon.advertised(at: now), at: now)
      }
      #expect(table.counters.clockJumps == 1)
    }
  }

  @Test("Sightings keep a fast-rotating beacon within few identifiers for a month")
  func narrowing() throws {
    try withBeacon(exponent: 5, periods: 8, partsPerMillion: 150) { table, installed, beacon in
      for hour in 0..<(24 * 30) {
        let now = Double(hour) * 3_600
        Self.advance(&table, to: now, &installed)
        let advertised = beacon.advertised(at: now)
        try installed.require(advertised, at: now)
        table.observe(
          RotationSighting(
            shopper: beacon.shopper, period: advertised.period, time: Instant(seconds: now)))
      }
      #expect(table.counters.narrowed > 0)
      #expect(table.counters.clipped == 0)
    }
  }

  @Test("A beacon unheard for too long keeps as many identifiers as fit, around the likeliest")
  func clipped() throws {
    try withBeacon(exponent: 0, periods: 8) { table, installed, beacon in
      let now = 100_000.0
      Self.advance(&table, to: now, &installed)
      #expect(table.counters.clipped == 1)
      #expect(installed.count(of: beacon.shopper) == 8)
      try installed.require(beacon.advertised(at: now), at: now)
    }
  }

  @Test("The clock can be read, and enrolling with the reading finds the same beacon")
  func clockOf() throws {
    try withBeacon(exponent: 8, partsPerMillion: -150) { table, installed, beacon in
      let unknown = table.clock(of: ShopperIndex(slot: 2, generation: 1), at: Self.start)
      #expect(unknown == nil)
      for now in stride(from: 0.0, to: 500_000, by: 100) {
        Self.advance(&table, to: now, &installed)
        table.observe(
          RotationSighting(
            shopper: beacon.shopper, period: beacon.period(at: now), time: Instant(seconds: now)))
      }
      let reading = table.clock(of: beacon.shopper, at: Instant(seconds: 500_000))
      let clock = try #require(reading)
      let error = abs(Int64(clock.counter) - Int64(beacon.counter(at: 500_000)))
      #expect(.seconds(error) <= clock.uncertainty + .seconds(1))
      #expect(clock.uncertainty < .seconds(256))

      var restarted = try EphemeralIdentifiers(
        RotationLimits(shoppers: 4), startingAt: clock.instant)
      try restarted.enrol(
        beacon.shopper, key: beacon.key, exponent: beacon.exponent, clock: clock)
      var again = InstalledIdentifiers()
      Self.advance(&restarted, to: 500_000, &again)
      try again.require(beacon.advertised(at: 500_000), at: 500_000)
    }
  }

  @Test("No instant, counter or uncertainty traps, not even at the ends of its range")
  func extremes() throws {
    var random = SplitMix64(seed: 7)
    let ends = [Instant(nanoseconds: .min), Self.start, Instant(nanoseconds: .max)]
    let cases = ends.flatMap { start in ends.map { (start, $0) } }
    for (start, reading) in cases {
      for (exponent, counter) in [(0, 0), (0, UInt32.max), (15, 0), (15, .max)] {
        var table = try EphemeralIdentifiers(RotationLimits(shoppers: 1), startingAt: start)
        try table.enrol(
          ShopperIndex(slot: 0, generation: 0), key: try random.key(),
          exponent: try #require(RotationExponent(exponent)),
          clock: BeaconClock(counter: counter, at: reading, uncertainty: .seconds(Int64.max)))
        sweepTime(of: &table, over: ends + ends.reversed())
        #expect(table.counters.installed == table.counters.retired)
      }
    }
  }

  /// Asks everything that takes a time, then forgets the only shopper.
  private func sweepTime(of table: inout EphemeralIdentifiers, over moments: [Instant]) {
    let shopper = ShopperIndex(slot: 0, generation: 0)
    var changes = RotationChanges()
    for now in moments {
      _ = table.advance(to: now, budget: 1_000, into: &changes)
      for period in [0, changes.installed.last?.period ?? 1, .max] {
        table.observe(RotationSighting(shopper: shopper, period: period, time: now))
      }
      _ = table.clock(of: shopper, at: now)
      _ = table.nextDeadline
    }
    table.forget(shopper, into: &changes)
  }

  @Test("A moment earlier than one given before changes nothing")
  func backwards() throws {
    try withBeacon(exponent: 4) { table, installed, beacon in
      Self.advance(&table, to: 1_000, &installed)
      let before = installed.table
      Self.advance(&table, to: 10, &installed)
      #expect(installed.table == before)
      Self.advance(&table, to: 1_100, &installed)
      try installed.require(beacon.advertised(at: 1_100), at: 1_100)
    }
  }
}
