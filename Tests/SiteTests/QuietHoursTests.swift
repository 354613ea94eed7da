import Alerts
import Foundation
import Site
import Testing

@Suite("Quiet hours")
struct QuietHoursTests {
  private func time(_ text: String) throws -> LedgerTime {
    let seconds = try Date(text, strategy: .iso8601).timeIntervalSince1970
    return LedgerTime(nanoseconds: Int64(seconds) * 1_000_000_000)
  }

  /// Quiet hours as a file states them, worked out for 2026.
  private func calendar(_ quiet: String, _ zone: String = "Europe/London") throws -> QuietCalendar {
    let text = SampleSite.text(
      replacing: [2: "site: {name: Shop, zone: \(zone)}"], adding: "quiet-hours: [\(quiet)]\n")
    let site = try SampleSite.read(text)
    return site.quietHours.calendar(
      covering: try time("2026-01-01T00:00:00Z")..<time("2027-01-01T00:00:00Z"))
  }

  @Test("the night on which summer time begins is an hour shorter")
  func shortNight() throws {
    let calendar = try calendar("{from: 22:00, to: 08:00}")
    #expect(calendar.isQuiet(at: try time("2026-03-29T06:59:59Z")))
    #expect(!calendar.isQuiet(at: try time("2026-03-29T07:00:00Z")))
    #expect(!calendar.isQuiet(at: try time("2026-03-28T21:59:59Z")))
    let night = try #require(
      calendar.intervals.first { $0.contains(try time("2026-03-29T00:00:00Z")) })
    #expect(night.upperBound - night.lowerBound == .seconds(9 * 3600))
  }

  @Test("the night on which summer time ends is an hour longer")
  func longNight() throws {
    let calendar = try calendar("{from: 22:00, to: 08:00}")
    #expect(calendar.isQuiet(at: try time("2026-10-25T07:30:00Z")))
    #expect(!calendar.isQuiet(at: try time("2026-10-25T08:00:00Z")))
    let night = try #require(
      calendar.intervals.first { $0.contains(try time("2026-10-25T00:00:00Z")) })
    #expect(night.upperBound - night.lowerBound == .seconds(11 * 3600))
  }

  @Test("a half hour that the clocks repeat is quiet twice")
  func repeatedHour() throws {
    let calendar = try calendar("{from: \"01:30\", to: \"02:00\"}")
    for (text, isQuiet) in [
      ("2026-10-25T00:29:59Z", false), ("2026-10-25T00:30:00Z", true),
      ("2026-10-25T00:59:59Z", true), ("2026-10-25T01:00:00Z", false),
      ("2026-10-25T01:30:00Z", true), ("2026-10-25T02:00:00Z", false),
    ] {
      #expect(calendar.isQuiet(at: try time(text)) == isQuiet, "\(text)")
    }
  }

  @Test("a window past midnight belongs to the day it begins on")
  func wrappedWindow() throws {
    let calendar = try calendar("{from: 22:00, to: 07:00, days: [Wed]}", "UTC")
    #expect(calendar.isQuiet(at: try time("2026-07-02T02:00:00Z")), "Thursday")
    #expect(!calendar.isQuiet(at: try time("2026-07-01T02:00:00Z")), "Wednesday")
    #expect(calendar.isQuiet(at: try time("2026-07-01T22:00:00Z")), "Wednesday")
    #expect(!calendar.isQuiet(at: try time("2026-07-02T07:00:00Z")), "Thursday")
  }

  @Test("times may be written with and without quotes, and a day may end at 24:00")
  func writings() throws {
    let plain = try calendar("{from: 21:00, to: 9:00}")
    #expect(try calendar("{from: \"21:00\", to: '09:00'}") == plain)
    let day = try calendar("{from: 00:00, to: 24:00, days: [sunday, SAT]}", "UTC")
    #expect(day.isQuiet(at: try time("2026-07-04T00:00:00Z")))
    #expect(day.isQuiet(at: try time("2026-07-05T23:59:59Z")))
    #expect(!day.isQuiet(at: try time("2026-07-06T00:00:00Z")))
  }

  @Test("without the key it is quiet from 21:00 to 09:00, and never with an empty list")
  func defaults() throws {
    let site = try SampleSite.read(SampleSite.text())
    let range = try time("2026-01-05T00:00:00Z")..<time("2026-01-06T00:00:00Z")
    #expect(
      site.quietHours.calendar(covering: range).intervals == [
        try time("2026-01-05T00:00:00Z")..<time("2026-01-05T09:00:00Z"),
        try time("2026-01-05T21:00:00Z")..<time("2026-01-06T00:00:00Z"),
      ])
    let never = try SampleSite.read(SampleSite.text(adding: "quiet-hours: []\n"))
    #expect(never.quietHours.calendar(covering: range) == .never)
  }

  @Test("until somebody with a clock makes a calendar, the policy is quiet")
  func quietAtFirst() throws {
    let site = try SampleSite.read(SampleSite.text())
    #expect(site.policy.quiet.isQuiet(at: try time("2026-01-05T12:00:00Z")))
  }

  @Test("a calendar of all time covers ten years, from any beginning")
  func hugeRanges() throws {
    let hours = try SampleSite.read(SampleSite.text()).quietHours
    for start in [
      LedgerTime.min, LedgerTime(nanoseconds: 0),
      LedgerTime(nanoseconds: 9_200_000_000_000_000_000),
    ] {
      let calendar = hours.calendar(covering: start ..< .max)
      #expect(calendar.coverage.lowerBound == start)
      #expect(calendar.coverage.upperBound <= start + QuietHours.longestCoverage)
      #expect(calendar.intervals.count > 100)
    }
    let now = LedgerTime(nanoseconds: 12)
    #expect(hours.calendar(covering: now..<now).intervals.isEmpty)
  }
}
