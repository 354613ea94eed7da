public import Alerts
import Foundation

extension SiteZone {
  /// The minute of the day on the clocks of the zone, 0 to 1439.
  public func minuteOfDay(at time: LedgerTime) -> Int {
    let seconds = time.nanoseconds / 1_000_000_000
    let offset = Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
    let day: Int64 = 86_400
    return Int(((seconds + offset) % day + day) % day / 60)
  }
}
