import Alerts
import ArgumentParser
import Control
import Proximity

/// A time such as `90s`, `20m`, `24h` or `7d`; 1 s to 100,000 days.
struct SpanArgument: ExpressibleByArgument {
  let seconds: Int

  init(seconds: Int) { self.seconds = seconds }

  var defaultValueDescription: String { "\(seconds)s" }

  init?(argument: String) {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
    guard let unit = argument.last.flatMap({ units[$0] }), let count = Int(argument.dropLast()),
      (1...100_000).contains(count), argument.first?.isNumber == true
    else { return nil }
    seconds = count * unit
  }
}

/// A cap such as `1/24h`.
struct CapArgument: ExpressibleByArgument {
  let count: Int
  let window: SpanArgument

  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let count = Int(parts[0]), parts[0].first?.isNumber == true,
      let window = SpanArgument(argument: String(parts[1]))
    else { return nil }
    self.count = count
    self.window = window
  }
}

/// A span of the day such as `18:00-09:00`.
struct QuietArgument: ExpressibleByArgument {
  let span: QuietSpan

  init?(argument: String) {
    let times = argument.split(separator: "-", omittingEmptySubsequences: false)
    guard times.count == 2, let from = Self.minutes(times[0]), let to = Self.minutes(times[1]),
      let span = QuietSpan(from: from, to: to)
    else { return nil }
    self.span = span
  }

  /// The minutes since midnight of a time such as `09:30`.
  private static func minutes(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.allSatisfy(\.isNumber) }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
    else { return nil }
    return hour * 60 + minute
  }
}

/// Something a shopper would rather hear of, such as `brand:leaf` or `topic:wine`.
struct FavouriteArgument: ExpressibleByArgument {
  let favourite: Favourite

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "brand": guard let brand = BrandID(parts[1]) else { return nil }; favourite = .brand(brand)
    case "topic": guard let topic = TopicID(parts[1]) else { return nil }; favourite = .topic(topic)
    default: return nil
    }
  }
}
