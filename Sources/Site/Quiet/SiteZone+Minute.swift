public import Alerts
import Foundation

extension SiteZone {
  /// The minute of the day on the clocks of the zone, 0 to 1439.
  public func minuteOfDay(at time: LedgerTime) -> Int {
    let day: Int64 = 86_400
    return Int((wallSeconds(at: time) % day + day) % day / 60)
  }

  /// The days since 1970-01-01 on the calendars of the zone.
  public func day(at time: LedgerTime) -> Int {
    let day: Int64 = 86_400
    let seconds = wallSeconds(at: time)
    return Int(seconds / day - (seconds % day < 0 ? 1 : 0))
  }

  private func wallSeconds(at time: LedgerTime) -> Int64 {
    let seconds = time.nanoseconds / 1_000_000_000
    return seconds
      + Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
  }
}
