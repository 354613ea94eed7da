extension Limits {
  func validate() throws(ConfigurationError) {
    let sizes = [
      ("limits.shoppers", shoppers), ("limits.identifiers", identifiers),
      ("limits.tracks", tracks), ("limits.presences", presences),
      ("limits.departures", departures),
    ]
    guard (0...16_777_215).contains(beliefs) else {
      throw ConfigurationError(
        path: "limits.beliefs", problem: "\(beliefs) is not within 0 to 16,777,215")
    }
    for (path, size) in sizes where !(1...16_777_215).contains(size) {
      throw ConfigurationError(path: path, problem: "\(size) is not within 1 to 16,777,215")
    }
  }
}

extension ZoneRules {
  func validate() throws(ConfigurationError) {
    let numbers: [(String, Float, ClosedRange<Float>)] = [
      ("rules.hysteresis", hysteresis, 0...30), ("rules.groupMargin", groupMargin, 0...30),
      ("rules.silence.intervals", silence.intervals, 1...100),
      ("rules.silence.gaps", silence.gaps, 0...100),
      ("rules.belief.weakerScatter", belief.weakerScatter, 1...20),
      ("rules.belief.strongerScatter", belief.strongerScatter, 1...20),
      ("rules.belief.degreesOfFreedom", belief.degreesOfFreedom, 1...100),
      ("rules.belief.spread", belief.spread, 0.01...10),
      ("rules.belief.height", belief.height, 0...10),
      ("rules.belief.enter", belief.enter, 0.05...0.99),
      ("rules.belief.enterAlone", belief.enterAlone, 0.05...0.99),
      ("rules.belief.suspect", belief.suspect, 0.01...max(0.01, belief.enter)),
      ("rules.belief.leave", belief.leave, 0.01...max(0.01, min(belief.enter, belief.enterAlone))),
    ]
    for (path, number, range) in numbers where !range.contains(number) {
      throw ConfigurationError(
        path: path, problem: "\(number) is not within \(range.lowerBound) to \(range.upperBound)")
    }
    let minute = Duration.seconds(60)
    let times: [(String, Duration, ClosedRange<Duration>)] = [
      ("rules.closerConfirmation", closerConfirmation, .zero...minute),
      ("rules.fartherConfirmation", fartherConfirmation, .zero...minute),
      ("rules.groupConfirmation", groupConfirmation, .zero...minute),
      ("rules.belief.settling", belief.settling, .seconds(1) ... .seconds(3600)),
      ("rules.belief.shadow", belief.shadow, .zero...minute),
      ("rules.lookWindow", lookWindow, .zero...(.seconds(1))),
      ("rules.silence.gapMemory", silence.gapMemory, .seconds(1) ... .seconds(86_400)),
      ("rules.silence.minimum", silence.minimum, .milliseconds(100)...minute),
      ("rules.silence.maximum", silence.maximum, .seconds(1)...minute * 10),
      ("rules.silence.initialInterval", silence.initialInterval, .milliseconds(20)...minute),
      ("rules.silence.unhealthyGrace", silence.unhealthyGrace, .zero...minute * 10),
      ("rules.silence.trackMemory", silence.trackMemory, .zero...minute * 5),
    ]
    for (path, time, range) in times where !range.contains(time) {
      throw ConfigurationError(
        path: path, problem: "\(time) is not within \(range.lowerBound) to \(range.upperBound)")
    }
  }
}
