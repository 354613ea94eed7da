import Alerts
import Foundation
import Site
import Testing

/// Asks the calendar of Foundation for the reading of the clock, minute by minute.
private struct SlowOracle {
  let calendar: Calendar
  let windows: [QuietHours.Window]

  init(zone: String, windows: [QuietHours.Window]) throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: zone))
    self.calendar = calendar
    self.windows = windows
  }

  func isQuiet(_ seconds: Int64) -> Bool {
    let reading = calendar.dateComponents(
      [.weekday, .hour, .minute], from: Date(timeIntervalSince1970: Double(seconds)))
    guard let weekday = reading.weekday, let hour = reading.hour, let minute = reading.minute else {
      return false
    }
    let today = (weekday + 5) % 7
    let yesterday = (today + 6) % 7
    let now = hour * 60 + minute
    return windows.contains { window in
      let days = window.days.map(\.rawValue)
      if window.wraps {
        return days.contains(today) && now >= window.from.minutes
          || days.contains(yesterday) && now < window.to.minutes
      }
      return days.contains(today) && (window.from.minutes..<window.to.minutes).contains(now)
    }
  }
}

@Suite("Quiet hours against a slow oracle")
struct QuietOracleTests {
  /// Zones with the days around one of their changes of the clocks.
  static let changes: [(String, String)] = [
    ("Europe/London", "2026-03-29"), ("Europe/London", "2026-10-25"),
    ("America/New_York", "2026-03-08"), ("America/New_York", "2026-11-01"),
    ("Australia/Lord_Howe", "2026-04-05"), ("Australia/Lord_Howe", "2026-10-04"),
    ("Asia/Kathmandu", "1985-12-31"), ("Asia/Kathmandu", "2026-06-01"),
    ("Africa/Casablanca", "2026-02-15"), ("Africa/Casablanca", "2026-03-22"),
    ("Pacific/Apia", "2011-12-30"), ("America/Sao_Paulo", "2018-11-04"),
    ("America/Caracas", "2007-12-09"), ("Pacific/Kiritimati", "2026-01-01"),
  ]

  @Test("every minute around a change of the clocks agrees", arguments: changes)
  func minutes(zone: String, date: String) throws {
    var random = SplitMix(
      state: UInt64(bitPattern: Int64((zone + date).utf8.reduce(7) { $0 &* 31 &+ Int($1) })))
    let middle = Int64(try Date(date + "T00:00:00Z", strategy: .iso8601).timeIntervalSince1970)
    for _ in 0..<4 {
      let windows = try (0..<Int.random(in: 1...3, using: &random)).map { _ in
        try randomWindow(&random)
      }
      let hours = QuietHours(zone: try #require(SiteZone(zone)), windows: windows)
      let range = (middle - 2 * 86_400)..<(middle + 3 * 86_400)
      let calendar = hours.calendar(covering: time(range.lowerBound)..<time(range.upperBound))
      let oracle = try SlowOracle(zone: zone, windows: windows)
      for minute in stride(from: range.lowerBound, to: range.upperBound, by: 60) {
        let expected = oracle.isQuiet(minute)
        guard calendar.isQuiet(at: time(minute)) != expected else { continue }
        Issue.record("\(zone) \(minute) \(windows): expected \(expected)")
        return
      }
    }
  }

  private func time(_ seconds: Int64) -> LedgerTime {
    LedgerTime(nanoseconds: seconds * 1_000_000_000)
  }

  private func randomWindow(_ random: inout SplitMix) throws -> QuietHours.Window {
    let from = Int.random(in: 0..<1440, using: &random)
    let length = Int.random(in: 1..<1440, using: &random)
    let to = (from + length) % 1440
    let days = Weekday.allCases.filter { _ in Bool.random(using: &random) }
    return QuietHours.Window(
      from: try #require(WallTime(hour: from / 60, minute: from % 60)),
      to: try #require(WallTime(hour: to / 60, minute: to % 60)),
      days: Set(days.isEmpty ? Weekday.allCases : days))
  }
}

/// A small generator, so that a failure happens again.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
