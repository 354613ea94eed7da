import Calibration
import Foundation
import Proximity
import Recording

/// Reads the known points of a walk: CSV with the header `time,x,y` or `time,x,y,z`.
enum WalkFile {
  private static let header = "time,x,y"
  /// Bytes; a point seldom takes more than a hundred.
  private static let longest = 16 << 20

  /// - Parameters:
  ///   - path: of the file; `-` is standard input.
  ///   - height: metres above the floor of points that do not say.
  ///   - origin: what seconds are counted from.
  static func read(_ path: String, height: Float, origin: Instant) throws -> Walk {
    var file = try ByteSource(path: path)
    let bytes = try file.takeRest(atMost: longest + 1)
    guard bytes.count <= longest else {
      throw refused(path, "a walk has at most \(longest) bytes", "leave points out")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw refused(path, "this is no text", "save the walk as CSV in UTF-8")
    }
    let lines = text.drop { $0 == "\u{FEFF}" }
      .split(omittingEmptySubsequences: false) { $0.isNewline }
    let columns = lines.first.map { $0 == header ? 3 : $0 == header + ",z" ? 4 : 0 } ?? 0
    guard columns > 0 else {
      throw refused(
        path, line: 1,
        "the first line is \(String((lines.first ?? "").prefix(80)).debugDescription)",
        "it must be exactly 'time,x,y' or 'time,x,y,z'")
    }
    var points: [Waypoint] = []
    var numbers: [Int] = []
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      guard let point = point(line, columns: columns, height: height, origin: origin) else {
        throw refused(
          path, line: index + 1, "this is not \(columns) plain decimal numbers in reach",
          "write seconds and metres such as '12.5,3.2,0.8\(columns == 4 ? ",1.2" : "")'")
      }
      points.append(point)
      numbers.append(index + 1)
    }
    do throws(WalkError) {
      return try Walk(points)
    } catch {
      throw refused(path, error, lines: numbers)
    }
  }

  private static func point(
    _ line: Substring, columns: Int, height: Float, origin: Instant
  ) -> Waypoint? {
    let values = line.split(separator: ",", omittingEmptySubsequences: false).compactMap(decimal)
    guard values.count == columns, abs(values[0]) < 9e9 else { return nil }
    let (time, overflow) = Instant(seconds: values[0]).nanoseconds
      .addingReportingOverflow(origin.nanoseconds)
    guard !overflow else { return nil }
    return Waypoint(
      time: Instant(nanoseconds: time),
      position: Position(
        x: Float(values[1]), y: Float(values[2]), z: columns == 4 ? Float(values[3]) : height))
  }

  /// Digits, perhaps a minus, perhaps a fraction: no `nan`, no `0x10`, no `1e3`.
  private static func decimal(_ text: Substring) -> Double? {
    guard text.utf8.count <= 40,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || "-.".utf8.contains($0) })
    else { return nil }
    return Double(text)
  }

  private static func refused(
    _ path: String, _ error: WalkError, lines: [Int]
  ) -> RecordingError {
    switch error {
    case .tooShort:
      refused(path, "a walk needs two points at least", "add where it began and where it ended")
    case .tooLong:
      refused(path, "a walk has at most \(Walk.longest) points", "leave points out")
    case .nowhere(let index):
      refused(
        path, line: lines[index], "the point is more than \(Int(Walk.reach)) m from the origin",
        "give metres")
    case .outOfOrder(let index):
      refused(
        path, line: lines[index], "the point is not later than the one before",
        "put the points in the order of time")
    }
  }

  private static func refused(
    _ path: String, line: Int? = nil, _ problem: String, _ advice: String
  ) -> RecordingError {
    RecordingError(
      file: path, kind: .content, position: line.map { .line($0) }, problem: problem,
      advice: advice)
  }
}
