import Foundation

/// A time zone of the IANA database.
public struct SiteZone: Hashable, Sendable, CustomStringConvertible {
  /// Its name, such as `Europe/London`.
  public let description: String
  let zone: TimeZone

  /// Finds a zone by its IANA name, or nothing when the machine does not know it.
  ///
  /// Abbreviations and offsets such as `PST` and `GMT+5` are no zones of the database: they say
  /// nothing of daylight saving.
  public init?(_ name: String) {
    guard name == "UTC" || name == "GMT" || name.contains("/"), name.utf8.count <= 64,
      let zone = TimeZone(identifier: name)
    else { return nil }
    description = name
    self.zone = zone
  }

  /// The name of the zone that the author of a wrong name may have meant.
  static func nearest(to name: String) -> String? {
    let known = TimeZone.knownTimeZoneIdentifiers
    let city = name.split(separator: "/").last?.lowercased().replacing(" ", with: "_") ?? ""
    return known.first { $0.lowercased() == name.lowercased() }
      ?? known.first { $0.split(separator: "/").last?.lowercased() == city }
      ?? name.nearest(of: known)
  }

  /// Whether this machine knows any zones.
  static var machineKnowsZones: Bool { TimeZone(identifier: "Europe/London") != nil }

  /// A stretch of time without a change of the clocks.
  struct Stretch {
    /// UTC seconds since 1970.
    let range: Range<Int64>
    /// Seconds that the clock on the wall is ahead of UTC.
    let offset: Int64
  }

  /// Cuts a range of UTC seconds at every change of the clocks.
  ///
  /// Complexity: O(changes of the clocks).
  func stretches(in range: Range<Int64>) -> [Stretch] {
    var stretches: [Stretch] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let date = Date(timeIntervalSince1970: Double(start))
      let change = zone.nextDaylightSavingTimeTransition(after: date)?.timeIntervalSince1970
      let end = change.flatMap { Int64(exactly: $0.rounded()) } ?? range.upperBound
      let stop = end > start ? min(end, range.upperBound) : range.upperBound
      stretches.append(
        Stretch(range: start..<stop, offset: Int64(zone.secondsFromGMT(for: date))))
      start = stop
    }
    return stretches
  }
}
