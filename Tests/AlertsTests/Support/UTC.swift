import Alerts

extension LedgerTime {
  /// The time of a text such as `2026-03-29T06:59:59.999Z`.
  init(_ text: String) {
    let numbers = text.split { !$0.isNumber }.map { Int64($0) ?? 0 }
    precondition(numbers.count == 6 || numbers.count == 7, "not a time: \(text)")
    let days = Self.days(year: numbers[0], month: numbers[1], day: numbers[2])
    let seconds = ((days * 24 + numbers[3]) * 60 + numbers[4]) * 60 + numbers[5]
    let milliseconds = numbers.count == 7 ? numbers[6] : 0
    self.init(nanoseconds: seconds * 1_000_000_000 + milliseconds * 1_000_000)
  }

  /// Days since 1970-01-01 in the Gregorian calendar, years counted from March.
  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let year = month > 2 ? year : year - 1
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }
}

/// A range of times from one text to another.
func interval(_ from: String, _ to: String) -> Range<LedgerTime> {
  LedgerTime(from)..<LedgerTime(to)
}

extension Duration {
  static func minutes(_ count: Int) -> Duration { .seconds(count * 60) }
  static func hours(_ count: Int) -> Duration { .seconds(count * 3_600) }
  static func days(_ count: Int) -> Duration { .seconds(count * 86_400) }
}
