import Accuracy
import Proximity
import Site

/// In or out, through a door with receivers on both sides; no threshold has a part in it.
struct DoorCrossings {
  /// What became of one run.
  struct Result: Equatable {
    /// Of `inside`.
    var score: Score
    /// The share of the time in which the place that held was not the true one.
    var error: Double
  }

  let walk: Fixture
  let car: Fixture
  private let site: Site
  private let inside: Int
  private let outside: Int

  init() throws {
    walk = try Fixture("door-crossings-walk_1", truth: ["inside"])
    car = try Fixture("door-crossings-car_1", truth: ["inside"])
    site = try Fixture.site("door-crossings")
    guard let inside = site.floor.place("inside"), let outside = site.floor.place("outside") else {
      throw Problem("the site of the door has no places 'inside' and 'outside'")
    }
    self.inside = Int(inside.rawValue)
    self.outside = Int(outside.rawValue)
  }

  /// Scores a contender on `walk` or `car`.
  func result(_ contender: Contender, of run: Fixture) throws -> Result {
    let recording = Interval(0, run.length)
    let detected = try contender.detect(
      site.floor, run.sightings(on: site.floor, measuredPower: site.measuredPower))
    let truly = { (value: Double) in
      [Interval](
        changes: run.truth.map { ($0.time, $0.values[0] == value) }, until: recording.end)
    }
    let right =
      truly(1).overlap(with: detected[inside]) + truly(0).overlap(with: detected[outside])
    return Result(
      score: Score(truth: truly(1), detected: detected[inside], during: recording),
      error: 1 - right / recording.length)
  }
}
