/// A day of the week.
public enum Weekday: Int, Hashable, Comparable, CaseIterable, Sendable {
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday

  /// The weekday of a date.
  ///
  /// - Parameter day: days since 1970-01-01, a Thursday.
  init(ofDay day: Int64) {
    let sinceMonday = Int(((day + 3) % 7 + 7) % 7)
    self = Self.allCases[sinceMonday]
  }

  /// Reads an English name, in full or its first three letters, in any case.
  init?(_ text: String) {
    let word = text.lowercased()
    guard let day = Self.allCases.first(where: { word == $0.name || word == $0.name.prefix(3) })
    else { return nil }
    self = day
  }

  /// The English name, in lower case.
  var name: String {
    switch self {
    case .monday: "monday"
    case .tuesday: "tuesday"
    case .wednesday: "wednesday"
    case .thursday: "thursday"
    case .friday: "friday"
    case .saturday: "saturday"
    case .sunday: "sunday"
    }
  }

  public static func < (left: Weekday, right: Weekday) -> Bool { left.rawValue < right.rawValue }
}
