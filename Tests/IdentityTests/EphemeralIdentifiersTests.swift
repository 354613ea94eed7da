import Advertising
import Identity
import Proximity
import Testing

@Suite("Ephemeral identifiers")
struct EphemeralIdentifiersTests {
  static let start = Instant(nanoseconds: 0)

  @Test("Whatever drifting beacons advertise is installed, at every moment", arguments: 1...12)
  func oracle(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    var table = try EphemeralIdentifiers(
      RotationLimits(shoppers: 64, periodsPerBeacon: 96), startingAt: Self.start)
    var beacons: [DriftingBeacon] = []
    for slot in 0..<UInt32(24) {
      let exponent = try #require(RotationExponent(Int(slot) % 16))
      let starts: [Double] = [
        0, 65_536 - 100, 4_294_967_296 - 5_000, .random(in: 0..<4_294_967_296, using: &random),
      ]
      let beacon = try DriftingBeacon(
        slot: slot, exponent: exponent, start: starts[Int(slot / 3) % 4],
        changesLate: slot.isMultiple(of: 2), using: &random)
      beacons.append(beacon)
      try table.enrol(
        beacon.shopper, key: beacon.key, exponent: exponent,
        clock: beacon.clock(at: 0, error: .random(in: -3...3, using: &random), uncertainty: 3))
    }
    var installed = InstalledIdentifiers()
    var changes = RotationChanges()
    var now = 0.0
    for _ in 0..<400 {
      #expect(table.advance(to: Instant(seconds: now), budget: .max, into: &changes))
      installed.apply(changes)
      for beacon in beacons {
        try installed.require(beacon.advertised(at: now), at: now)
        guard Int.random(in: 0..<3, using: &random) == 0 else { continue }
        table.observe(
          RotationSighting(
            shopper: beacon.shopper, period: beacon.period(at: now), time: Instant(seconds: now)))
      }
      let deadline = (table.nextDeadline ?? Self.start).seconds
      #expect(deadline > now)
      // One second late is within the lead of even the fastest beacons.
      let late = max(now, deadline) + Double.random(in: 0...1, using: &random)
      for beacon in beacons {
        try installed.require(beacon.advertised(at: late), at: late)
      }
      now +=
        [0.3, 5, 600, 14_400].randomElement(using: &random).map {
          .random(in: 0...$0, using: &random)
        } ?? 0
      now = max(now, Bool.random(using: &random) ? late : 0)
    }
    #expect(table.counters.clipped == 0)
    #expect(table.counters.clockJumps == 0)
    #expect(table.counters.strays == 0)
    #expect(installed.contradictions == 0)
  }

  @Test("A roll-over of the temporary key in mid-visit loses no advertisement", arguments: 0...15)
  func rollOver(exponent: Int) throws {
    var random = SplitMix64(seed: UInt64(exponent))
    let exponent = try #require(RotationExponent(exponent))
    for partsPerMillion in [-150.0, 0, 150] {
      let beacon = try DriftingBeacon(
        slot: 0, exponent: exponent, start: 65_536 - 900.5, changesLate: false,
        partsPerMillion: partsPerMillion, using: &random)
      var table = try EphemeralIdentifiers(
        RotationLimits(shoppers: 1, periodsPerBeacon: 16), startingAt: Self.start)
      try table.enrol(
        beacon.shopper, key: beacon.key, exponent: exponent, clock: beacon.clock(at: 0))
      var installed = InstalledIdentifiers()
      for now in stride(from: 0.0, to: 1_800, by: 0.25) {
        if let deadline = table.nextDeadline, deadline <= Instant(seconds: now) {
          var changes = RotationChanges()
          #expect(table.advance(to: Instant(seconds: now), budget: .max, into: &changes))
          installed.apply(changes)
        }
        let advertised = beacon.advertised(at: now)
        try installed.require(advertised, at: now)
        table.observe(
          RotationSighting(
            shopper: beacon.shopper, period: advertised.period, time: Instant(seconds: now)))
      }
      #expect(table.counters.clockJumps == 0)
    }
  }

  @Test("A clock known to a fraction of the period needs three identifiers")
  func threePeriods() throws {
    var random = SplitMix64(seed: 1)
    let exponent = try #require(RotationExponent(10))
    let beacon = try DriftingBeacon(slot: 0, exponent: exponent, start: 500_000, using: &random)
    var table = try EphemeralIdentifiers(RotationLimits(shoppers: 1), startingAt: Self.start)
    try table.enrol(
      beacon.shopper, key: beacon.key, exponent: exponent, clock: beacon.clock(at: 0))
    var installed = InstalledIdentifiers()
    for now in stride(from: 0.0, to: 200_000, by: 60) {
      var changes = RotationChanges()
      #expect(table.advance(to: Instant(seconds: now), budget: .max, into: &changes))
      installed.apply(changes)
      #expect(installed.count(of: beacon.shopper) == 3)
    }
  }

  @Test("Between deadlines nothing changes, and a change comes with each of them")
  func deadlines() throws {
    var random = SplitMix64(seed: 2)
    let exponent = try #require(RotationExponent(6))
    let beacon = try DriftingBeacon(slot: 0, exponent: exponent, start: 1_000, using: &random)
    var table = try EphemeralIdentifiers(RotationLimits(shoppers: 1), startingAt: Self.start)
    let idle = table.nextDeadline
    #expect(idle == nil)
    try table.enrol(
      beacon.shopper, key: beacon.key, exponent: exponent, clock: beacon.clock(at: 0))
    let waiting = table.nextDeadline
    #expect(waiting == Self.start)
    var changes = RotationChanges()
    var now = Self.start
    for _ in 0..<2_000 {
      #expect(table.advance(to: now, budget: .max, into: &changes))
      #expect(!changes.installed.isEmpty)
      let next = table.nextDeadline
      let deadline = try #require(next)
      #expect(deadline > now)
      #expect(deadline - now <= .seconds(66))
      #expect(table.advance(to: deadline + .nanoseconds(-1), budget: .max, into: &changes))
      #expect(changes == RotationChanges())
      now = deadline
    }
  }

  @Test(
    "A budget is never exceeded, and small ones arrive where a large one does", arguments: 1...5)
  func budget(budget: Int) throws {
    var random = SplitMix64(seed: 3)
    let limits = RotationLimits(shoppers: 40)
    var small = try EphemeralIdentifiers(limits, startingAt: Self.start)
    var large = try EphemeralIdentifiers(limits, startingAt: Self.start)
    for slot in 0..<UInt32(40) {
      let exponent = try #require(RotationExponent(Int.random(in: 5...15, using: &random)))
      let beacon = try DriftingBeacon(slot: slot, exponent: exponent, start: 7_777, using: &random)
      let clock = beacon.clock(at: 0)
      try small.enrol(beacon.shopper, key: beacon.key, exponent: exponent, clock: clock)
      try large.enrol(beacon.shopper, key: beacon.key, exponent: exponent, clock: clock)
    }
    var bySmall = InstalledIdentifiers()
    var byLarge = InstalledIdentifiers()
    for now in [0, 1, 40, 3_000, 70_000, 10_000_000, 10_000_001].map(Instant.init(seconds:)) {
      var changes = RotationChanges()
      #expect(!small.advance(to: now, budget: 0, into: &changes) || small.nextDeadline ?? now > now)
      #expect(changes == RotationChanges())
      while true {
        let isFinished = small.advance(to: now, budget: budget, into: &changes)
        #expect(changes.installed.count <= budget)
        bySmall.apply(changes)
        if isFinished { break }
      }
      #expect(large.advance(to: now, budget: .max, into: &changes))
      byLarge.apply(changes)
      #expect(bySmall.table == byLarge.table)
    }
    #expect(bySmall.contradictions + byLarge.contradictions == 0)
  }

  @Test("Each identifier costs one block, and two where the temporary key changes")
  func cost() throws {
    let exponent = try #require(RotationExponent(10))
    var random = SplitMix64(seed: 4)
    let beacon = try DriftingBeacon(slot: 0, exponent: exponent, start: 10_000, using: &random)
    var table = try EphemeralIdentifiers(RotationLimits(shoppers: 1), startingAt: Self.start)
    try table.enrol(
      beacon.shopper, key: beacon.key, exponent: exponent, clock: beacon.clock(at: 0))
    var changes = RotationChanges()
    #expect(!table.advance(to: Self.start, budget: 3, into: &changes))
    #expect(changes.installed.count == 2)
    #expect(table.advance(to: Self.start, budget: 1, into: &changes))
    #expect(changes.installed.count == 1)
  }
}
