import Proximity
import Scoring
import Site

/// In or out, through a door with receivers on both sides; no threshold has a part in it.
struct DoorCrossings: Sendable {
  struct Run: Sendable {
    let name: String
    let isWalk: Bool
    let looks: [Look]
    let length: Double
    /// By place: inside, outside.
    let truth: [[Interval]]
  }

  /// What somebody got on the walk or the cars.
  struct Tally: Equatable, Sendable {
    var part = Part()
    /// Seconds in which the side that was believed in is the true one.
    var right = 0.0
    /// Runs of which the return visits are exactly the true ones.
    var exactRuns = 0
    var runs = 0
  }

  let runs: [Run]
  private let receivers: [Receiver]
  private let places: [Place]

  init() throws {
    let floor = try Fixture.site("door-crossings").floor
    guard let inside = floor.place("inside"), let outside = floor.place("outside") else {
      throw Problem("the site of the door has no places 'inside' and 'outside'")
    }
    receivers = floor.receivers
    places = [floor.places[Int(inside.rawValue)], floor.places[Int(outside.rawValue)]]
    let ids = floor.receivers.map(\.id)
    runs = try (["walk_1"] + (1...5).map { "car_\($0)" }).map { run in
      let fixture = try Fixture("door-crossings-\(run)", receivers: ids, truth: ["inside"])
      return Run(
        name: "door-crossings-\(run)", isWalk: run.hasPrefix("walk"), looks: fixture.looks,
        length: fixture.length,
        truth: [1.0, 0.0].map { side in
          [Interval](
            changes: fixture.truth.map { ($0.time, $0.values[0] == side) }, until: fixture.length)
        })
    }
  }

  /// A run at the door; a step out of a side ends a visit there, however short it is.
  func course(_ run: Run, withPositions: Bool) throws -> Course {
    Course(
      floor: try Floor(
        receivers: receivers.map { receiver in
          withPositions ? receiver : Receiver(id: receiver.id)
        },
        places: places, visits: VisitRules(mergeGap: .zero)),
      looks: run.looks, length: run.length)
  }

  func tally(_ run: Run, _ detection: Detection, in course: Course) -> Tally {
    let truth = Detection(near: run.truth, on: course.floor)
    var tally = Tally()
    tally.part = Part(detection, truth: run.truth, in: course)
    tally.right = zip(run.truth, detection.near).reduce(0) { $0 + $1.0.overlap(with: $1.1) }
    tally.runs = 1
    let isExact = truth.visits.indices.allSatisfy { place in
      let score = VisitScore(truth: truth.visits[place], detected: detection.visits[place])
      return score.trueReturns == score.returnPairs && score.detectedReturns == score.returnPairs
    }
    tally.exactRuns = isExact ? 1 : 0
    return tally
  }
}

extension DoorCrossings.Tally {
  static func += (left: inout Self, right: Self) {
    left.part += right.part
    left.right += right.right
    left.exactRuns += right.exactRuns
    left.runs += right.runs
  }

  /// The share of the time in which the wrong side, or none, was believed in.
  var error: Double { 1 - right * 2 / part.near.length }

  /// Changes of a side that are none, in an hour of the door; a change has an end and a beginning.
  var flapsPerHour: Double { part.near.falseTransitionsPerHour }
}
