public import Proximity

/// What a crowd advertises, as HCI events in the order of their times, to be played in a loop.
///
/// In each second every shopper is heard once, in another random order each time; so a shopper's
/// intervals are 1 s on average and anything up to 2 s. Two shoppers of three stand within their
/// place and the others outside, give or take 7 dB; a shopper crosses once in 5 min on average.
public struct Traffic: Sendable {
  /// All events, each `WireEvent.length` bytes long.
  public private(set) var bytes: [UInt8] = []
  /// Who heard them.
  public private(set) var receivers: [ReceiverIndex] = []
  /// Nanoseconds from one event to the next.
  public let interval: Int64

  /// The number of events.
  public var count: Int { receivers.count }

  /// Creates the traffic of a number of seconds, at least 2.
  ///
  /// - Parameters:
  ///   - crowd: who advertises.
  ///   - seconds: how long; each shopper is heard once a second.
  ///   - strangers: strangers' advertisements for each one of the crowd's, half of them iBeacons
  ///     and half of them phones with private addresses.
  public init(of crowd: Crowd, seconds: Int, strangers: Int = 0) {
    let events = crowd.count * (1 + strangers)
    interval = 1_000_000_000 / Int64(events)
    bytes.reserveCapacity(events * seconds * WireEvent.length)
    receivers.reserveCapacity(events * seconds)
    var random = SplitMix64(seed: UInt64(crowd.count))
    var isInside = (0..<crowd.count).map { _ in random.next() % 3 > 0 }
    var order = Array(0..<events)
    for _ in 0..<seconds {
      order.shuffle(using: &random)
      for number in order {
        append(number, of: crowd, &isInside, &random)
      }
    }
  }

  private mutating func append(
    _ number: Int, of crowd: Crowd, _ isInside: inout [Bool], _ random: inout SplitMix64
  ) {
    receivers.append(crowd.receiver(of: number))
    let draw = random.next()
    guard number < crowd.count else {
      bytes +=
        number.isMultiple(of: 2)
        ? WireEvent.legacy([Crowd.beacon(of: number)], rssi: -70)
        : WireEvent.phone(draw, rssi: -70)
      return
    }
    if draw >> 32 % 300 == 0 { isInside[number].toggle() }
    let loss = isInside[number] ? Crowd.edge - 7 : Crowd.edge + 11
    let noise = Int(draw & 7) + Int(draw >> 3 & 7) - 7
    bytes += WireEvent.legacy(
      [Crowd.beacon(of: number)], rssi: Int8(clamping: -59 - loss - noise))
  }
}
