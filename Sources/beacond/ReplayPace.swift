import ArgumentParser
import Proximity

/// How fast a recording is replayed.
enum ReplaySpeed: Equatable, ExpressibleByArgument {
  /// As fast as it goes.
  case max
  /// That many times as fast as it was recorded.
  case times(Double)

  /// Slower than a thousandth would outlast any clock.
  private static let factors = 1e-3...1e6

  init?(argument: String) {
    if argument == "max" {
      self = .max
    } else if let factor = Double(argument), Self.factors.contains(factor) {
      self = .times(factor)
    } else {
      return nil
    }
  }

  var defaultValueDescription: String { self == .max ? "max" : "\(self)" }
}

/// Holds a replay back to its speed.
struct ReplayPace {
  private let speed: ReplaySpeed
  private let start: Instant?
  private let began = ContinuousClock.now

  init(_ speed: ReplaySpeed, from start: Instant?) {
    self.speed = speed
    self.start = start
  }

  /// Waits until a time of the recording has come.
  func wait(for time: Instant) async {
    guard case .times(let factor) = speed, let start else { return }
    // Cancelled means that the process ends; then there is nothing to wait for.
    try? await Task.sleep(until: began + (time - start) / factor, clock: .continuous)
  }
}
