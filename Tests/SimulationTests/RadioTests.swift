import Proximity
import Simulation
import Testing

@Suite("Radio")
struct RadioTests {
  @Test(
    "Path loss is 10 × exponent dB for each tenfold of the distance",
    arguments: [
      (1.0, 2.0, 0.0), (10, 2, 20), (2, 2, 6.020_599_913), (100, 2.5, 50),
      (0.5, 3, -9.030_899_87), (7.3, 2.2, 18.993_102_923),
    ])
  func pathLoss(distance: Double, exponent: Double, expected: Double) {
    let model = RadioModel(exponent: exponent)
    #expect(abs(model.pathLoss(over: distance) - expected) < 1e-7)
  }

  @Test("In still air the level is the measured power less the path loss, in whole dBm")
  func stillAir() throws {
    let stand = try Stand(.still, receivers: [(1, 0), (10, 0), (0, 2)], seconds: 20)
    #expect(Set(stand.levels(0)) == [-59])
    #expect(Set(stand.levels(1)) == [-79])
    #expect(Set(stand.levels(2)) == [-65])
    #expect(stand.levels(0).count == stand.counters.advertisements)
  }

  @Test("Shadowing has its deviation, and forgets with time while the shopper stands")
  func shadowing() throws {
    var model = RadioModel.still
    model.shadowing = 4
    model.shadowingTime = .seconds(5)
    let levels = try Stand(
      model, receivers: [(3, 0)], seconds: 50_000, every: .milliseconds(1000)
    ).levels()
    #expect(abs(levels.mean + 59 + 9.54) < 0.25)
    #expect(abs(levels.deviation - 4) < 0.2)
    // An interval is 1.005 s on average, and e^-(5·1.005/5) = 0.366.
    #expect(abs(levels.correlation(lag: 5) - 0.366) < 0.05)
    #expect(abs(levels.correlation(lag: 1) - 0.818) < 0.03)
  }

  @Test("Shadowing is another one a few metres on")
  func shadowingOfWalker() throws {
    var model = RadioModel.still
    model.shadowing = 4
    model.shadowingTime = .seconds(3600)
    model.shadowingDistance = 2
    model.exponent = 1
    model.sensitivity = -120
    // A metre a second along a line that the receiver sees from 10 km: the path loss stays.
    let walk = Walk(
      from: Position(x: -4000, y: 0, z: 0), at: Instant(seconds: 0), pace: 1,
      through: [.init(at: Position(x: 4000, y: 0, z: 0))])
    let levels = try Stand(
      model, receivers: [(0, 10_000)], seconds: 8000, every: .milliseconds(1000), walk: walk
    ).levels()
    #expect(abs(levels.mean + 99.1) < 0.3)
    #expect(abs(levels.deviation - 4) < 0.3)
    // Two intervals of 1.005 s: e^-(2·1.005/2).
    #expect(abs(levels.correlation(lag: 2) - 0.366) < 0.06)
  }

  @Test("Shadowing of one receiver tells nothing of another's")
  func shadowingApart() throws {
    var model = RadioModel.still
    model.shadowing = 4
    model.shadowingTime = .seconds(1)
    let stand = try Stand(model, receivers: [(3, 0), (3, 1)], seconds: 2000)
    #expect(abs(stand.levels(0).correlation(with: stand.levels(1))) < 0.1)
  }

  @Test("A body hides the beacon from all receivers behind it, and shows it to those before it")
  func body() throws {
    var model = RadioModel.still
    model.bodyLoss = 10
    model.turning = .seconds(2)
    let stand = try Stand(model, receivers: [(5, 0), (6, 0), (-5, 0), (0, 5)], seconds: 2000)
    let (east, farEast, west) = (stand.levels(0), stand.levels(1), stand.levels(2))
    #expect(east.correlation(with: farEast) > 0.98)
    #expect(east.correlation(with: west) < -0.98)
    // At 5 m: -73 dBm before the body, 10 dB less behind it, half of that on average.
    #expect(east.max() == -73)
    #expect(east.min() == -83)
    #expect(abs(east.mean + 78) < 0.5)
  }

  @Test("A walker looks where the way leads")
  func bodyOfWalker() throws {
    var model = RadioModel.still
    model.bodyLoss = 10
    let walk = Walk(
      from: Position(x: -1, y: 0, z: 0), at: Instant(nanoseconds: 0), pace: 0.1,
      through: [.init(at: Position(x: 1, y: 0, z: 0))])
    let stand = try Stand(
      model, receivers: [(1000, 0), (-1000, 0)], seconds: 20, walk: walk, seed: 4)
    #expect(Set(stand.levels(0)) == [])
    #expect(Set(stand.levels(1)) == [])
    let near = try Stand(model, receivers: [(100, 0), (-100, 0)], seconds: 20, walk: walk)
    #expect(Set(near.levels(0)) == [-99])
    #expect(Set(near.levels(1)) == [-109])
  }

  @Test("The three channels have their own gains, and a receiver hears each of them as often")
  func channels() throws {
    var model = RadioModel.still
    model.channelGains = [3, 0, -5]
    let levels = try Stand(
      model, receivers: [(1, 0)], seconds: 3000, every: .milliseconds(130)
    ).levels()
    #expect(Set(levels) == [-56, -59, -64])
    for level in [-56.0, -59, -64] {
      let share = Double(levels.filter { $0 == level }.count) / Double(levels.count)
      #expect(abs(share - 1.0 / 3) < 0.03)
    }
  }

  @Test("Fades come anew with every advertisement")
  func fading() throws {
    var model = RadioModel.still
    model.riceFactor = 4
    let levels = try Stand(model, receivers: [(1, 0)], seconds: 3000).levels()
    #expect(abs(levels.mean + 59 + 0.953) < 0.1)
    #expect(abs(levels.deviation - 3.284) < 0.08)
    #expect(abs(levels.correlation(lag: 1)) < 0.03)
  }

  @Test("Losses grow from the floor to everything as the level falls to the sensitivity")
  func losses() throws {
    var model = RadioModel.still
    model.lossFloor = 0.2
    model.lossRamp = 10
    model.sensitivity = -84
    // -59, -79 and -85 dBm: far above, halfway up the ramp, below.
    let stand = try Stand(model, receivers: [(1, 0), (10, 0), (20, 0)], seconds: 2000)
    let sent = Double(stand.counters.advertisements)
    #expect(abs(Double(stand.levels(0).count) / sent - 0.8) < 0.02)
    #expect(abs(Double(stand.levels(1).count) / sent - 0.5) < 0.02)
    #expect(stand.levels(2).isEmpty)
    #expect(model.loss(at: -84) == 1)
    #expect(model.loss(at: -79) == 0.5)
    #expect(model.loss(at: -20) == 0.2)
  }

  @Test("A share of the reports comes twice, within 5 ms and nearly as strong")
  func echoes() throws {
    var model = RadioModel.still
    model.echoes = 0.25
    let stand = try Stand(model, receivers: [(1, 0)], seconds: 2000)
    let sent = Double(stand.counters.advertisements)
    #expect(abs(Double(stand.counters.echoes) / sent - 0.25) < 0.02)
    let gaps = zip(stand.reports, stand.reports.dropFirst()).map { $1.seconds - $0.seconds }
    #expect(gaps.filter { $0 <= 0.005 }.count == stand.counters.echoes)
    #expect(stand.levels().allSatisfy { abs($0 + 59) <= 1 })
  }

  @Test("A level above what a radio can tell is cut off at 20 dBm")
  func clipping() throws {
    let origin = Position(x: 0, y: 0, z: 0)
    let floor = try Floor(receivers: [Receiver(id: .init(name: "r"), position: origin)], places: [])
    var radio = RadioModel.still
    radio.echoes = 1
    let walk = try Walk([
      .init(time: Instant(seconds: 0), position: origin),
      .init(time: Instant(seconds: 10), position: origin),
    ])
    var day = try SimulatedDay(
      Scenario(
        floor: floor, radio: radio,
        shoppers: [
          SimulatedShopper(
            .init(name: "s"), Transmitter(.fixed(.iBeacon(1)), measuredPower: 20), walks: [walk])
        ], time: walk.start..<walk.end), seed: 1)
    var levels: Set<Int8> = []
    while day.next({ _, _, event in levels.insert(Int8(bitPattern: event[event.count - 1])) }) {}
    #expect(levels == [19, 20])
  }

  @Test(
    "A model out of its range is refused, with the number at fault",
    arguments: [
      ("radio.exponent", RadioModel(exponent: 0.5)),
      ("radio.shadowing", RadioModel(shadowing: -1)),
      ("radio.shadowing", RadioModel(shadowing: .nan)),
      ("radio.channelGains", RadioModel(channelGains: [0, 0])),
      ("radio.scanInterval", RadioModel(scanInterval: .zero)),
      ("radio.lossFloor", RadioModel(lossFloor: 1.1)),
    ])
  func refused(path: String, model: RadioModel) throws {
    let error = #expect(throws: ConfigurationError.self) {
      _ = try Stand(model, receivers: [(1, 0)])
    }
    #expect(error?.path == path)
  }
}
