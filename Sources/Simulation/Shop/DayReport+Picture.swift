public import Proximity

extension DayReport {
  /// The time of the day, as a shop's clock shows it.
  public static func clock(_ time: Instant) -> String {
    let minutes = Int((time - ShopDay.opening) / .seconds(60)) + 9 * 60
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return two(minutes / 60 % 24) + ":" + two(minutes % 60)
  }

  /// Presence over time as an SVG: a line for each shopper, and on it a bar for each visit in the
  /// colour of its place.
  public var picture: String {
    let (left, top, line, width) = (110, 40, 16, 960)
    let shoppers = day.scenario.shoppers
    let open = day.scenario.time
    let whole = (open.upperBound - open.lowerBound) / .seconds(1)
    func across(_ time: Instant) -> Int {
      left + Int((time - open.lowerBound) / .seconds(1) / whole * Double(width))
    }
    var lines = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(left + width + 20)" \
      height="\(top + line * shoppers.count + 50)" font-family="sans-serif" font-size="11">
      """,
      "<title>Presence over time, seed \(day.seed)</title>",
      "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>",
    ]
    for hour in 0...Int(whole / 3600) {
      let time = open.lowerBound + .seconds(hour * 3600)
      let x = across(time)
      lines.append(
        "<path d=\"M\(x) \(top)v\(line * shoppers.count)\" stroke=\"#ddd\"/>"
          + "<text x=\"\(x)\" y=\"\(top - 8)\" text-anchor=\"middle\">\(Self.clock(time))</text>")
    }
    for (number, shopper) in shoppers.enumerated() {
      let y = top + line * number
      lines.append(
        "<text x=\"\(left - 8)\" y=\"\(y + 12)\" text-anchor=\"end\">\(shopper.id)</text>")
    }
    for visit in visits {
      let (x, y) = (across(visit.time.lowerBound), top + line * visit.shopper + 3)
      let name = day.scenario.floor.places[Int(visit.place.rawValue)].id
      lines.append(
        "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(max(2, across(visit.time.upperBound) - x))\" "
          + "height=\"\(line - 6)\" fill=\"\(Self.colour(visit.place))\">"
          + "<title>\(name), \(Self.clock(visit.time.lowerBound))</title></rect>")
    }
    for (number, place) in day.scenario.floor.places.enumerated() {
      let (x, y) = (left + number * 120, top + line * shoppers.count + 20)
      lines.append(
        "<rect x=\"\(x)\" y=\"\(y)\" width=\"10\" height=\"10\" "
          + "fill=\"\(Self.colour(PlaceIndex(UInt16(number))))\"/>"
          + "<text x=\"\(x + 16)\" y=\"\(y + 9)\">\(place.id)</text>")
    }
    return (lines + ["</svg>", ""]).joined(separator: "\n")
  }

  /// Colours that those who see red and green alike can tell apart.
  ///
  /// Source: M. Okabe, K. Ito, "Color Universal Design" (2008).
  private static func colour(_ place: PlaceIndex) -> String {
    let colours = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9"]
    return colours[Int(place.rawValue) % colours.count]
  }
}
