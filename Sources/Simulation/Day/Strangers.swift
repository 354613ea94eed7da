import Advertising
public import Proximity

/// People nobody knows, whose phones are on the air as phones are.
///
/// They come at random, independent of each other. Some pass by outside, the others walk to a few
/// spots of the floor and leave again. Their addresses are random and change every 15 minutes.
public struct Strangers: Equatable, Sendable {
  /// How many come in an hour, on average; more than 0, up to 100,000.
  public var perHour: Double
  /// Where they come in; passers-by cross it from side to side.
  public var entrance: Position
  /// The share that only passes by; 0 to 1.
  public var passing: Double
  /// The mean time they stay at one spot; 1 s to 24 h.
  public var stay: Duration
  /// From one advertisement of a phone to the next; 20 ms to 10.24 s.
  public var interval: Duration

  /// Creates strangers.
  public init(
    perHour: Double, entrance: Position, passing: Double = 0.4,
    stay: Duration = .seconds(150), interval: Duration = .seconds(1)
  ) {
    self.perHour = perHour
    self.entrance = entrance
    self.passing = passing
    self.stay = stay
    self.interval = interval
  }

  /// dBm at 1 m of phones, as they are carried: pockets and handbags take their share.
  static let power = -72.0 ... -60

  /// How long a phone keeps an address.
  static let addressLife: Duration = .seconds(900)

  func validate() throws(ConfigurationError) {
    func fail(_ name: String, _ problem: String) throws(ConfigurationError) -> Never {
      throw ConfigurationError(path: "strangers.\(name)", problem: problem)
    }
    if !(perHour > 0 && perHour <= 100_000) {
      try fail("perHour", "\(perHour) is not within 0 to 100,000")
    }
    if !entrance.isUsable { try fail("entrance", "it is not within 100 km of the origin") }
    if !(0...1).contains(passing) { try fail("passing", "\(passing) is not within 0 to 1") }
    if !(.seconds(1) ... .seconds(86_400)).contains(stay) {
      try fail("stay", "\(stay) is not within 1 s to 24 h")
    }
    if !(.milliseconds(20) ... .milliseconds(10_240)).contains(interval) {
      try fail("interval", "\(interval) is not within 20 ms to 10.24 s")
    }
  }

  /// The time from one arrival to the next.
  func gap(_ random: inout SplitMix64) -> Duration {
    .seconds(random.exponential(mean: 3600 / perHour))
  }

  /// The way of somebody who comes now.
  ///
  /// - Parameter area: the corners of where there is something to see.
  func walk(
    at time: Instant, in area: (low: Position, high: Position), _ random: inout SplitMix64
  ) -> Walk {
    let pace = random.uniform(in: 0.8...1.4)
    if random.happens(passing) {
      let side: Float = random.happens(0.5) ? 25 : -25
      var (from, to) = (entrance, entrance)
      from.x -= side
      to.x += side
      return Walk(from: from, at: time, pace: pace, through: [Walk.Stop(at: to)])
    }
    let mean = stay / .seconds(1)
    var stops = (0..<Int.random(in: 1...4, using: &random)).map { _ in
      let spot = Position(
        x: Float(random.uniform(in: Double(area.low.x)...Double(area.high.x))),
        y: Float(random.uniform(in: Double(area.low.y)...Double(area.high.y))), z: entrance.z)
      return Walk.Stop(at: spot, for: .seconds(random.exponential(mean: mean)))
    }
    stops.append(Walk.Stop(at: entrance))
    return Walk(from: entrance, at: time, pace: pace, through: stops)
  }

  /// A phone with an address of a moment, and until when it keeps it.
  func event(at time: Instant, _ random: inout SplitMix64) -> (AdvertisingEvent, until: Instant) {
    // Most phones can be resolved by devices they are bonded with, by nobody else.
    let kind: UInt64 = random.happens(0.8) ? 0x4000_0000_0000 : 0
    let address = AdvertisingAddress(random: random.next() >> 18 | kind)
    let companies: [(UInt16, [UInt8])] = [
      (0x004C, [0x10, 0x05]), (0x0075, [0x42, 0x04]), (0x00E0, [0x01, 0x05]),
    ]
    let (company, type) = companies[Int.random(in: companies.indices, using: &random)]
    let message = type + (0..<5).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    return (
      AdvertisingEvent(
        .connectable, from: address,
        payload: AdvertisingData.device(company: company, message: message)),
      time + Self.addressLife
    )
  }
}
