package import Alerts

extension StepOracle.Finding {
  /// What a decision says, to be compared with what it should.
  package init(_ decision: Decision) {
    self.init(
      candidate: decision.candidate, outcome: decision.outcome, mode: decision.mode,
      code: decision.reason.code, retryAt: decision.retryAt, time: decision.time,
      reservation: decision.reservation, digest: decision.digest)
  }
}
