import Advertising
import Proximity

/// A report on one line; the columns have fixed widths, because nobody knows what follows.
struct ReportRow {
  let text: String

  static let header = row("seconds", "RSSI", "address", "kind of address", "what it is")

  /// Makes the row of a report.
  ///
  /// - Parameter start: what the seconds count from.
  init(_ heard: HeardReport, since start: Instant?, _ disclosure: Disclosure) {
    var seconds = "-"
    if let time = heard.time, let start {
      let milliseconds = (time - start).inNanoseconds / 1_000_000
      let sign = milliseconds < 0 ? "-" : ""
      let fraction = String(milliseconds.magnitude % 1000 + 1000).dropFirst()
      seconds = "\(sign)\(milliseconds.magnitude / 1000).\(fraction)"
    }
    let what = [heard.sketch(disclosure), heard.error.map { "\($0)" } ?? ""]
    text = Self.row(
      seconds, heard.report?.rssi.dBm.map { "\($0)" } ?? "-",
      heard.shownAddress.map(disclosure.text) ?? "-", heard.report?.address.kind.words ?? "-",
      what.filter { !$0.isEmpty }.joined(separator: "; "))
  }

  private static func row(
    _ time: String, _ rssi: String, _ address: String, _ kind: String, _ what: String
  ) -> String {
    [time.padded(to: 9), rssi.padded(to: 4), address.padded(to: 7), kind.padded(to: 22), what]
      .joined(separator: "  ")
  }
}
