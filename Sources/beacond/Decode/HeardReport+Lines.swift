import Advertising
import Proximity

extension HeardReport {
  /// Everything that is known of a packet's report, line by line.
  func lines(_ disclosure: Disclosure) -> [String] {
    var lines: [String] = []
    if let report { lines += Self.lines(report, shownAddress, disclosure) }
    if let txPower { lines.append(Self.line("TX power", "\(txPower) dBm")) }
    if let data = dataWords { lines.append(Self.line("data", data)) }
    if let beacon { lines.append(Self.line("beacon", beacon.fullWords)) }
    if let credential = beacon?.credential { lines.append(Self.line("in a site file", credential)) }
    if !structures.isEmpty {
      var table = TextTable(["offset", "bytes", "type", "what it is", "what it says"])
      for structure in structures {
        table.add([
          "\(structure.offset)", "\(structure.data.count + 2)",
          structure.type.rawValue.hexadecimal, structure.type.words ?? "unknown",
          structure.words(disclosure),
        ])
      }
      lines += [""] + table.lines
    }
    if let error { lines += structures.isEmpty ? ["\(error)"] : ["", "\(error)"] }
    return lines
  }

  private static func lines(
    _ report: AdvertisingReport, _ address: AdvertisingAddress?, _ disclosure: Disclosure
  ) -> [String] {
    let sender = address.map { "\(disclosure.text($0)), \(report.address.kind.words)" }
    let phys = [report.primaryPHY.name, report.secondaryPHY.name].compactMap(\.self)
    var lines = [
      line("event type", report.properties.words),
      line("address", sender ?? "not shown, \(report.address.kind.words)"),
      line("RSSI", report.rssi.dBm.map { "\($0) dBm" } ?? "not available"),
      line("PHY", phys.joined(separator: ", then ")),
    ]
    if let sid = report.sid { lines.append(line("advertising set", "\(sid)")) }
    return lines
  }

  /// What there is to say of data that is not whole.
  private var dataWords: String? {
    switch outcome {
    case .whole: nil
    case .joined: "joined from fragments; offsets count in it"
    case .pending: "a fragment; it is read when the rest has come"
    case .dropped: "incomplete; the rest never came"
    }
  }

  private static func line(_ name: String, _ value: String) -> String {
    name.padded(to: 15) + "  " + value
  }
}
