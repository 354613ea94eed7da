public import Proximity

/// The one report of a day: fixed once it is there, whoever reads it and how often.
public struct DayReport: Equatable, Sendable, Codable {
  /// The day.
  public let day: Day
  /// Every place and hour, the places in the order of the rules; hours without visitors too.
  public let cells: [Cell]

  /// A place in an hour.
  public struct Cell: Equatable, Sendable, Codable {
    /// Where.
    public let place: PlaceID
    /// From that hour on, local time; 0 to 23.
    public let hour: Int
    /// How many visitors there were, give or take the noise; nothing when too few to be shown.
    public let visitors: Int?
  }

  /// The number shown for a place and an hour, if it is shown. Complexity: O(cells).
  public func visitors(at place: PlaceID, hour: Int) -> Int? {
    cells.first { $0.place == place && $0.hour == hour }?.visitors
  }

  /// The report as CSV, always the same bytes: `day,place,hour,visitors`, with nothing behind the
  /// last comma for what is not shown. A place with a comma or a quote is quoted after RFC 4180.
  public var csv: String {
    cells.reduce(into: "day,place,hour,visitors\n") { text, cell in
      let count = cell.visitors.map(String.init) ?? ""
      text += "\(day),\(quoted(cell.place.description)),\(digits(cell.hour, 2)),\(count)\n"
    }
  }

  private func quoted(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" }) else { return text }
    return "\"" + text.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : String($1) } + "\""
  }
}
