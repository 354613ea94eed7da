import Foundation
import Proximity
import Recording
import Site

/// A recording among the fixtures, with the truth beside it.
struct Fixture {
  /// A row of the truth.
  struct Truth {
    /// Seconds since the recording's first look.
    var time: Double
    /// The other columns.
    var values: [Double]
  }

  let looks: [Look]
  let truth: [Truth]

  /// Seconds from the first look to the last.
  var length: Double { looks.last?.time ?? 0 }

  /// Reads `name.csv` and `name.truth.csv`.
  ///
  /// - Parameters:
  ///   - receivers: a look has a receiver's place in this list.
  ///   - columns: of the truth, beside the time.
  init(_ name: String, receivers: [ReceiverID], truth columns: [String]) throws {
    let rows = try Self.rows(of: name)
    guard let first = rows.first else { throw Problem("\(name).csv holds no look") }
    looks = try rows.map { row in
      guard let receiver = receivers.firstIndex(of: row.receiver) else {
        throw Problem("\(name).csv: the site has no receiver '\(row.receiver)'")
      }
      return Look(time: (row.time - first.time).seconds, receiver: receiver, rssi: row.rssi)
    }
    truth = try Self.truth(in: Self.path("\(name).truth.csv"), columns, since: first.time.seconds)
  }

  /// A site file of the fixtures.
  static func site(_ name: String) throws -> Site {
    try Site(file: path("\(name).site.yaml"), for: .replay)
  }

  static func path(_ name: String) -> String {
    var folder = URL(filePath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    return folder.appending(path: "Fixtures/Recordings/\(name)").path
  }

  /// A row of a recording that holds a level.
  struct Row {
    var time: Instant
    var receiver: ReceiverID
    var beacon: String
    var rssi: Float
  }

  /// The rows of `name.csv`.
  static func rows(of name: String) throws -> [Row] {
    var reader = try CSVReader(ByteSource(path: path("\(name).csv")))
    var rows: [Row] = []
    while let row = try reader.next() {
      guard let rssi = row.rssi, let index = row.receiver, let beacon = row.beacon,
        let receiver = ReceiverID(reader.receivers[index])
      else { continue }
      rows.append(
        Row(time: row.time, receiver: receiver, beacon: reader.beacons[beacon], rssi: rssi))
    }
    return rows
  }

  private static func truth(
    in path: String, _ columns: [String], since start: Double
  ) throws -> [Truth] {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    guard lines.first?.split(separator: ",").map(String.init) == ["time"] + columns else {
      throw Problem(
        "\(path), line 1: expected the columns time and \(columns.joined(separator: ", "))")
    }
    return try lines.enumerated().dropFirst().map { index, line in
      let numbers = line.split(separator: ",").compactMap { Double($0) }
      guard numbers.count == columns.count + 1 else {
        throw Problem("\(path), line \(index + 1): expected \(columns.count + 1) numbers")
      }
      return Truth(time: numbers[0] - start, values: Array(numbers.dropFirst()))
    }
  }
}
