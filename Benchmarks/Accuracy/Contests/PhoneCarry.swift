import Foundation
import Proximity
import Scoring

/// Near or far, by phones carried in thirteen ways, which stay where they are.
///
/// Near is 6 ft and less, far is 10 ft and more; what lies between is not recorded here.
struct PhoneCarry: Sendable {
  struct Log: Sendable {
    /// How the phones were carried.
    let state: Int
    let course: Course
    let metres: Double
    var isNear: Bool { metres < 2 }
  }

  /// What somebody said of a log.
  struct Verdict: Sendable {
    let isNear: Bool
    /// The share of the time for which near was said.
    let share: Double
    /// Changes of mind; each is one too many.
    let flaps: Int
    let length: Double
  }

  /// Metres, between near and far.
  private static let radius: Float = 2.4
  /// Seconds at the beginning that do not count.
  private static let settling = 5.0

  let logs: [Log]

  init() throws {
    let floor = try Floor(
      receivers: [Receiver(id: "A")],
      places: [Place(id: "phone", receivers: ["A"], radius: Self.radius)])
    let table = try String(contentsOfFile: Fixture.path("phone-carry.truth.csv"), encoding: .utf8)
    let rows = table.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",").map(String.init)
    }
    var states: [String] = []
    var logs: [Log] = []
    var looks: [String: [Look]] = [:]
    for row in rows {
      guard row.count == 3, let metres = Double(row[2]) else {
        throw Problem("phone-carry.truth.csv: '\(row)' is not recording,beacon,distance")
      }
      if states.last != row[0] {
        states.append(row[0])
        looks = Dictionary(grouping: try Fixture.rows(of: row[0]), by: \.beacon).mapValues { rows in
          rows.map { Look(time: $0.time.seconds, receiver: 0, rssi: $0.rssi) }
        }
      }
      guard let heard = looks[row[1]], let last = heard.last else {
        throw Problem("\(row[0]).csv: no look at beacon \(row[1])")
      }
      logs.append(
        Log(
          state: states.count - 1,
          course: Course(floor: floor, looks: heard, length: last.time), metres: metres))
    }
    self.logs = logs
  }

  /// The measured power of the phones of some logs, by the default exponent, each log weighing the
  /// same.
  func measuredPower(of logs: [Log]) -> Float {
    let powers = logs.compactMap { log -> Double? in
      log.course.looks.map { Double($0.rssi) }.mean.map { mean in
        mean + 10 * Double(Floor.defaultExponent) * log10(log.metres)
      }
    }
    return Float(powers.mean ?? -59)
  }

  func verdict(_ log: Log, _ near: [Interval]) -> Verdict {
    let recording = Interval(min(Self.settling, log.course.length), log.course.length)
    let flaps = near.flatMap { [$0.start, $0.end] }.count {
      $0 > recording.start && $0 < recording.end
    }
    return Verdict(
      isNear: log.isNear, share: near.overlap(with: [recording]) / recording.length, flaps: flaps,
      length: recording.length)
  }
}

extension [PhoneCarry.Verdict] {
  /// The mean of the F1 of near and the F1 of far, every log weighing the same.
  var macroF1: Double? {
    let near = filter(\.isNear).reduce(0) { $0 + $1.share }
    let far = filter { !$0.isNear }.reduce(0) { $0 + $1.share }
    let (nears, fars) = (Double(count(where: \.isNear)), Double(count { !$0.isNear }))
    guard nears > 0, fars > 0 else { return nil }
    let f1OfNear = 2 * near / (near + far + nears)
    let f1OfFar = 2 * (fars - far) / (fars - far + nears - near + fars)
    return (f1OfNear + f1OfFar) / 2
  }

  var flapsPerHour: Double {
    Double(reduce(0) { $0 + $1.flaps }) / (reduce(0) { $0 + $1.length } / 3600)
  }
}
