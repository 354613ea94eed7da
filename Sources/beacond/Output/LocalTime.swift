import Alerts
import Foundation
import Proximity

/// Says times as the clocks of a site show them.
struct LocalTime {
  private let calendar: Calendar
  private let timeOfDay: DateFormatter
  private let day: DateFormatter

  init(zone: String) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: zone) ?? .gmt
    self.calendar = calendar
    timeOfDay = Self.formatter("HH:mm:ss", calendar)
    day = Self.formatter("EEE d MMM yyyy", calendar)
  }

  /// Such as `14:03:12`.
  func time(_ instant: Instant) -> String { timeOfDay.string(from: Self.date(instant)) }

  /// Such as `Sat 16 May 2026`.
  func date(_ instant: Instant) -> String { day.string(from: Self.date(instant)) }

  /// Such as `14:03:12`, or `14:03:12 on Sun 17 May 2026` if that is another day than `now`.
  func time(_ time: LedgerTime, seenFrom now: Instant) -> String {
    let instant = Instant(nanoseconds: time.nanoseconds)
    let isToday = calendar.isDate(Self.date(instant), inSameDayAs: Self.date(now))
    return isToday ? self.time(instant) : "\(self.time(instant)) on \(date(instant))"
  }

  private static func date(_ instant: Instant) -> Date {
    Date(timeIntervalSince1970: instant.seconds)
  }

  private static func formatter(_ format: String, _ calendar: Calendar) -> DateFormatter {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_GB_POSIX")
    formatter.calendar = calendar
    formatter.timeZone = calendar.timeZone
    formatter.dateFormat = format
    return formatter
  }
}
