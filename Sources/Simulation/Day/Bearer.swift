import Proximity

/// Somebody with a beacon or a phone who is on the way.
struct Bearer: Sendable {
  /// What the device is.
  enum Device: Sendable {
    case beacon(Transmitter)
    case phone(Strangers, power: Double)
  }

  /// The device.
  let device: Device
  private let walks: [Walk]
  private var current = 0
  /// What the device advertises at present; its RSSI is anybody's.
  var event: AdvertisingEvent
  private var renewal: Instant
  private var facing: Heading
  private var turn: Instant
  private var links: [RadioLink]
  private var random: SplitMix64

  /// The longest time between the two reports of an echo.
  static var longestEcho: Duration { .milliseconds(5) }

  /// - Parameters:
  ///   - walks: at least one.
  ///   - receivers: how many can hear the bearer.
  init(_ device: Device, _ walks: [Walk], receivers: Int, _ random: SplitMix64) {
    var random = random
    self.device = device
    self.walks = walks
    links = Array(repeating: RadioLink(), count: receivers)
    facing = random.heading()
    turn = walks[0].start
    (event, renewal) = device.event(at: turn, &random)
    self.random = random
  }

  /// When the device advertises for the first time: its phase is anybody's guess.
  mutating func firstAdvertisement() -> Instant { beginning(of: walks[0]) }

  /// When it advertises after a time; nothing when the bearer is gone for good.
  mutating func nextAdvertisement(after time: Instant) -> Instant? {
    let next = time + device.interval + .seconds(random.uniform() * (device.jitter / .seconds(1)))
    guard next > walks[current].end else { return next }
    guard current + 1 < walks.count else { return nil }
    current += 1
    turn = walks[current].start
    return beginning(of: walks[current])
  }

  /// A time within the first interval of a walk, and within the walk, however short it is.
  private mutating func beginning(of walk: Walk) -> Instant {
    let longest = min(device.interval, walk.end - walk.start)
    return walk.start + .seconds(random.uniform() * (longest / .seconds(1)))
  }

  /// The advertisement that leaves the device at a time.
  mutating func emission(at time: Instant, _ radio: RadioModel) -> Emission {
    if time >= renewal { (event, renewal) = device.event(at: time, &random) }
    let (position, heading) = walks[current].step(at: time)
    if let heading {
      facing = heading
    } else if time >= turn {
      facing = random.heading()
      turn = time + .seconds(random.exponential(mean: radio.turning / .seconds(1)))
    }
    return Emission(time: time, position: position, facing: facing, power: device.power(at: time))
  }

  /// The RSSI at which a receiver reports an advertisement; nothing when it misses it.
  mutating func rssi(
    of emission: Emission, at position: Position, _ receiver: Int, _ radio: RadioModel
  ) -> Int8? {
    links[receiver].level(
      of: emission, at: position, on: radio.channel(of: receiver, at: emission.time), by: radio,
      &random
    ).map { Self.rssi($0.rounded()) }
  }

  /// If a receiver reports this advertisement twice, how long after the first time and how strongly.
  mutating func echo(of rssi: Int8, _ radio: RadioModel) -> (delay: Duration, rssi: Int8)? {
    guard random.happens(radio.echoes) else { return nil }
    let delay = Self.longestEcho * random.uniform(in: 0.05...0.95)
    return (delay, Self.rssi(Double(rssi) + Double(Int.random(in: -1...1, using: &random))))
  }

  /// What a controller can report: -127 to 20 dBm.
  private static func rssi(_ level: Double) -> Int8 { Int8(max(-127, min(20, level))) }
}

extension Bearer.Device {
  var interval: Duration {
    switch self {
    case .beacon(let beacon): beacon.interval
    case .phone(let strangers, _): strangers.interval
    }
  }

  var jitter: Duration {
    switch self {
    case .beacon(let beacon): beacon.jitter
    case .phone: .milliseconds(10)
    }
  }

  /// dBm at 1 m, the carrying loss taken off.
  func power(at time: Instant) -> Double {
    switch self {
    case .beacon(let beacon): beacon.power(at: time)
    case .phone(_, let power): power
    }
  }

  func event(at time: Instant, _ random: inout SplitMix64) -> (AdvertisingEvent, until: Instant) {
    switch self {
    case .beacon(let beacon): beacon.event(at: time, &random)
    case .phone(let strangers, _): strangers.event(at: time, &random)
    }
  }
}
