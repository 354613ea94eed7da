internal import Alerts

extension Dispatcher {
  /// Tries until the message is delivered, nobody knows, or trying again would not help.
  func attempt(_ job: Job) async -> DeliveryOutcome {
    let fence = Fence { await self.objection(to: job) }
    var pause = limits.pause
    var attempts = 1
    while true {
      let outcome = await sink.deliver(job.message, past: fence)
      guard case .notSent(let cause) = outcome, cause.isPassing, attempts < limits.attempts,
        !Task.isCancelled, clock.now.advanced(by: pause) < job.deadline
      else { return outcome }
      do {
        try await clock.sleep(for: pause)
      } catch {
        return .notSent(.cancelled)
      }
      pause *= 2
      attempts += 1
      counters.retries += 1
    }
  }

  /// Why a message may not leave any more.
  ///
  /// Whether it was called off is asked last, after the only wait: so nothing leaves once `callOff`
  /// has returned, but what has left already.
  private func objection(to job: Job) async -> DeliveryOutcome.Cause? {
    if let shopper = job.shopper {
      do {
        let page = try await desk.page(of: shopper)
        let now = await desk.now()
        for alert in job.alerts {
          if let objection = page.objection(to: alert.reservation, at: now) { return objection }
        }
      } catch {
        return .ledgerUnavailable
      }
    }
    if let cause = running[job.number]?.cause { return cause }
    return clock.now < job.deadline ? nil : .stale
  }
}
