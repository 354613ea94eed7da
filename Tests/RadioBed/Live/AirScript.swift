import Foundation

/// What a virtual controller is to air, and when: a file that it plays.
struct AirScript {
  private var lines: [(time: Double, text: String)] = []

  var count: Int { lines.count }

  /// Adds a command of the controller, so many seconds after the start.
  mutating func add(_ command: String, at time: Double) { lines.append((time, command)) }

  /// Writes the file; the earliest comes first, and of the same time what was added first.
  func write(to path: String) throws {
    var text = "at 0\n"
    var last = ""
    for position in lines.indices.sorted(by: { (lines[$0].time, $0) < (lines[$1].time, $1) }) {
      let line = lines[position]
      let time = String(Int((line.time * 1000).rounded()))
      if time != last { text += "at \(time)\n" }
      last = time
      text += line.text + "\n"
    }
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }
}

/// Payloads of beacons that carry a number.
enum Payload {
  private static let uuid = "f7826da64fa24e988024bc5b71e0893e"

  private static func hex(_ number: Int, _ digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  /// An address as a script has it: 0xC3EE00000001 is C3:EE:00:00:00:01.
  static func address(_ bits: UInt64) -> String {
    stride(from: 40, through: 0, by: -8).map { hex(Int(bits >> UInt64($0) & 0xFF), 2) }
      .joined(separator: ":")
  }

  /// Major and minor are the number.
  static func iBeacon(_ number: Int) -> String { "0201061AFF4C000215\(uuid)\(hex(number, 8))C5" }

  /// The last four bytes of the identifier are the number.
  static func altBeacon(_ number: Int) -> String {
    "02011A1BFF1801BEAC\(uuid)\(hex(number, 8))C500"
  }

  /// The instance is the number.
  static func eddystone(_ number: Int) -> String {
    "0201060303AAFE1516AAFE00EE8B0CA750095477CB3E77\(hex(number, 12))"
  }
}
