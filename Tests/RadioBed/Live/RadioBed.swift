import Foundation

/// One thing that must be so with a real kernel.
struct Scenario: Sendable {
  let name: String
  /// Whether it is quick enough for every change.
  var isSmoke = false
  var suite = Suite.live
  /// Does it, and says in a few words what was measured.
  let run: @Sendable () throws -> String
}

/// What runs together.
enum Suite: String {
  /// In the time of the world.
  case live
  /// In virtual time, where idle time takes none and processor time counts instructions.
  case virtual
  /// A whole day of it.
  case day
}

/// Runs scenarios one after the other: `radio-bed smoke`, or `radio-bed live|virtual|day [WORD…]` for
/// those of a suite whose names contain one of the words.
@main
enum RadioBed {
  static let scenarios =
    Reception.scenarios + Faults.scenarios + Neighbours.scenarios + Rights.scenarios
    + Daemon.scenarios + Floods.scenarios + Scripts.scenarios + Figures.scenarios + Day.scenarios

  static func main() {
    let words = CommandLine.arguments.dropFirst()
    if words.first == "child" { Rights.child(Array(words.dropFirst())) }
    let suite = words.first.flatMap { Suite(rawValue: $0) }
    let chosen = scenarios.filter { scenario in
      guard let suite else { return scenario.isSmoke }
      return scenario.suite == suite
        && (words.count < 2 || words.dropFirst().contains { scenario.name.contains($0) })
    }
    var failures = 0
    for scenario in chosen {
      let start = Date.now
      var verdict: String
      do {
        verdict = "ok    \(scenario.name): \(try scenario.run())"
      } catch {
        failures += 1
        verdict = "FAIL  \(scenario.name): \(error)"
      }
      verdict += String(format: " [%.1f s]", Date.now.timeIntervalSince(start))
      say(verdict)
    }
    say("\(chosen.count - failures) of \(chosen.count) live tests passed")
    Foundation.exit(failures == 0 && !chosen.isEmpty ? 0 : 1)
  }

  /// Prints a line at once, whatever the output is.
  static func say(_ line: String) {
    try? FileHandle.standardOutput.write(contentsOf: Array("\(line)\n".utf8))
  }
}
