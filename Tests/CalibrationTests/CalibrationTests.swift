import Calibration
import Proximity
import Testing

@Suite("Calibration")
struct CalibrationTests {
  @Test("What a floor was made with is found within four standard errors", arguments: 1...20)
  func truth(seed: Int) throws {
    let floor = Shopfloor(seed: UInt64(seed))
    let found = try floor.calibration()
    #expect(found.exponentSource == .looks)
    #expect(found.measuredPower.miss(floor.power) < 4)
    #expect(found.exponent.miss(floor.exponent) < 4)
    for (receiver, offset) in zip(found.receivers, floor.offsets) {
      #expect(receiver.offset.miss(offset) < 4)
      #expect(receiver.looks == 480)
    }
    #expect((3.5...4.5).contains(found.scatter.rms))
    #expect(found.scatterBefore.rms > found.scatter.rms + 1)
    #expect(found.looks == 6 * 480)
  }

  @Test("Nine intervals in ten hold the truth, give or take")
  func coverage() throws {
    var (held, all) = (0, 0)
    for seed in 101...160 {
      let floor = Shopfloor(seconds: 120, seed: UInt64(seed))
      let found = try floor.calibration()
      let estimates =
        [(found.measuredPower, floor.power), (found.exponent, floor.exponent)]
        + zip(found.receivers.map(\.offset), floor.offsets)
      for (estimate, truth) in estimates {
        all += 1
        if abs(estimate.value - truth) <= estimate.margin { held += 1 }
      }
    }
    #expect((0.85...0.995).contains(Double(held) / Double(all)), "\(held) of \(all)")
  }

  @Test(
    "One look in five fades by up to 25 dB: offsets hold, and power loses less than half the mean")
  func fades() throws {
    var lost = 0.0
    for seed in 1...10 {
      let floor = Shopfloor(noise: 3, fades: (0.2, 25), seed: UInt64(seed))
      let found = try floor.calibration()
      lost += (floor.power - found.measuredPower.value) / 10
      #expect(abs(found.exponent.value - floor.exponent) < 0.15)
      for (receiver, offset) in zip(found.receivers, floor.offsets) {
        #expect(abs(receiver.offset.value - offset) < 1)
      }
      #expect(found.scatter.median < 0.6 * found.scatter.rms)
    }
    #expect(lost < 0.2 * 12.5 / 2, "\(lost) dB")
  }

  @Test("Offsets add up to 0, whatever the looks")
  func sum() throws {
    let found = try Shopfloor(offsets: [10, 10, 10, 10, 10, 10]).calibration()
    #expect(abs(found.receivers.reduce(0) { $0 + $1.offset.value }) < 1e-6)
    #expect(abs(found.measuredPower.value + 73) < 1)
  }

  @Test("Few looks change little: two leave a receiver nearer to 0 than hundreds, and say so")
  func few() throws {
    let offsets = [15.0, -3, -3, -3, -3, -3]
    let many = try Shopfloor(offsets: offsets, noise: 4).calibration()
    let few = try Shopfloor(offsets: offsets, noise: 4, looksOfFirst: 2).calibration()
    #expect(abs(many.receivers[0].offset.value - 15) < 1)
    #expect(few.receivers[0].looks == 2)
    #expect((5..<13).contains(few.receivers[0].offset.value))
    #expect(few.receivers[0].offset.miss(15) < 3)
    #expect(few.receivers[0].offset.standardError > 4 * few.receivers[1].offset.standardError)
  }

  @Test("Where the distance hardly changes, the exponent of the site is kept")
  func narrow() throws {
    // A circle around the only receiver.
    let floor = try Floor(
      receivers: [Receiver(id: "r", position: Position(x: 0, y: 0, z: 1))],
      places: [Place(id: "p", receivers: ["r"], radius: 2)], exponent: 2.6)
    let walk = try Walk(
      (0...40).map { step in
        let (x, y) = (step.isMultiple(of: 2) ? (3, 0) : (0, 3))
        return Waypoint(
          time: Instant(seconds: Double(step)), position: Position(x: Float(x), y: Float(y), z: 1))
      })
    var looks = WalkLooks(walk, on: floor)
    for step in 0..<200 {
      looks.add(
        rssi: step.isMultiple(of: 2) ? -70 : -72, receiver: ReceiverIndex(0),
        at: Instant(seconds: 0.2 * Double(step)))
    }
    let found = try SiteCalibration(looks, measuredPower: -59)
    #expect(found.exponentSource == .site)
    #expect(abs(found.exponent.value - 2.6) < 1e-3)
    #expect(found.receivers.map(\.looks) == [200])
    #expect(abs(found.receivers[0].offset.value) < 1e-6)
    #expect((-62.0 ... -57).contains(found.measuredPower.value))
  }

  @Test("An exponent beyond what is usual stops at the limit; an impossible one is refused")
  func limits() throws {
    let steep = try Shopfloor(exponent: 4.7, noise: 1).calibration()
    #expect(steep.exponentSource == .limit)
    #expect(abs(steep.exponent.value - 4) < 1e-3)
    #expect(throws: CalibrationError.self) { try Shopfloor(exponent: 0.1).calibration() }
    #expect(throws: CalibrationError.self) { try Shopfloor(exponent: -2).calibration() }
    #expect(throws: CalibrationError.self) { try Shopfloor(noise: 25).calibration() }
    #expect(throws: CalibrationError.self) { try Shopfloor(power: 60).calibration() }
    #expect(throws: CalibrationError.self) {
      try Shopfloor(offsets: [60, -12, -12, -12, -12, -12]).calibration()
    }
  }

  @Test("Clocks that are apart are noticed, and those that agree are not doubted")
  func clocks() throws {
    for seed in 1...3 {
      let agreed = Shopfloor(interval: 2, seed: UInt64(seed))
      #expect(try ClockDoubt(agreed.looks(), found: agreed.calibration()) == nil)
    }
    for clock in [10.0, 20, -15, -30] {
      let apart = Shopfloor(interval: 2, clock: clock)
      let doubt = try #require(
        try ClockDoubt(apart.looks(), found: try? apart.calibration()))
      #expect(abs(Double(doubt.seconds) - clock) <= 5)
      #expect((3.5...4.5).contains(doubt.rms))
    }
  }

  @Test("Looks without any error are no trouble")
  func exact() throws {
    let floor = Shopfloor(noise: 0)
    let found = try floor.calibration()
    #expect(abs(found.measuredPower.value - floor.power) < 0.3)
    #expect(abs(found.exponent.value - floor.exponent) < 0.05)
    #expect(found.scatter.rms < 0.4)
  }

  @Test("The same looks give the same numbers, bit by bit")
  func deterministic() throws {
    let (one, other) = (try Shopfloor().calibration(), try Shopfloor().calibration())
    #expect(one.measuredPower == other.measuredPower)
    #expect(one.receivers == other.receivers)
  }
}
