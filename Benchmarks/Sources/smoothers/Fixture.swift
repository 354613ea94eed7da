import Foundation
import Proximity
import Recording
import Site

/// A recording among the fixtures, with the truth beside it.
struct Fixture {
  /// One look of a receiver at the beacon.
  struct Look {
    var time: Instant
    var receiver: ReceiverID
    var rssi: Float
  }

  /// A row of the truth.
  struct Truth {
    /// Seconds since the recording's first look.
    var time: Double
    /// The other columns.
    var values: [Double]
  }

  let looks: [Look]
  let truth: [Truth]

  /// Reads `name.csv` and `name.truth.csv`.
  ///
  /// - Parameter columns: of the truth, beside the time.
  init(_ name: String, truth columns: [String]) throws {
    looks = try Self.looks(in: Self.path("\(name).csv"))
    guard let first = looks.first else { throw Problem("\(name).csv holds no look") }
    truth = try Self.truth(in: Self.path("\(name).truth.csv"), columns, since: first.time.seconds)
  }

  /// A site file of the fixtures.
  static func site(_ name: String) throws -> Site {
    try Site(file: path("\(name).site.yaml"), allowsShoppers: true)
  }

  /// Seconds from the first look to the last.
  var length: Double {
    guard let first = looks.first, let last = looks.last else { return 0 }
    return (last.time - first.time).seconds
  }

  /// What the engine takes in, of one shopper.
  func sightings(on floor: Floor, measuredPower: Float) throws -> [Sighting] {
    try looks.map { look in
      guard let receiver = floor.receiver(look.receiver) else {
        throw Problem("the site has no receiver '\(look.receiver)'")
      }
      return Sighting(
        shopper: ShopperIndex(slot: 0, generation: 0), receiver: receiver, time: look.time,
        pathLoss: measuredPower - look.rssi)
    }
  }

  private static func path(_ name: String) -> String {
    var folder = URL(filePath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    return folder.appending(path: "Fixtures/Recordings/\(name)").path
  }

  private static func looks(in path: String) throws -> [Look] {
    var reader = try CSVReader(ByteSource(path: path))
    var looks: [Look] = []
    while let row = try reader.next() {
      guard let rssi = row.rssi, let name = row.receiver,
        let receiver = ReceiverID(reader.receivers[name])
      else { continue }
      looks.append(Look(time: row.time, receiver: receiver, rssi: rssi))
    }
    return looks
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

/// Why the fixtures cannot be scored.
struct Problem: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
