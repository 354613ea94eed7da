internal import Alerts
internal import Proximity

extension Dispatcher {
  /// A message on its way.
  struct Job: Sendable {
    let number: Int
    /// None for a shopper's own request.
    let alerts: [ReservedAlert]
    let message: Message
    /// From when on it is too old to leave.
    let deadline: ContinuousClock.Instant
    let answer: CheckedContinuation<DeliveryOutcome, Never>?

    var shopper: ShopperID? { alerts.first?.shopper }
  }

  /// A job that a task attends to.
  struct Running {
    let alerts: [ReservedAlert]
    let task: Task<Void, Never>
    /// Why it was called off.
    var cause: DeliveryOutcome.Cause?
  }

  var isIdle: Bool { waiting.isEmpty && running.isEmpty && recordings == 0 }

  func job(
    _ message: Message, for alerts: [ReservedAlert] = [],
    answering answer: CheckedContinuation<DeliveryOutcome, Never>? = nil
  ) -> Job {
    jobNumber &+= 1
    return Job(
      number: jobNumber, alerts: alerts, message: message,
      deadline: clock.now.advanced(by: limits.freshness), answer: answer)
  }

  /// Starts a job, lets it wait, or gives it back.
  func enter(_ job: Job) {
    if isShut || isStopped && job.shopper != nil {
      settle(job, .notSent(.stopped))
    } else if running.count < limits.concurrent {
      start(job)
    } else if waiting.count < limits.waiting {
      waiting.append(job)
    } else {
      settle(job, .notSent(.shed))
    }
  }

  private func start(_ job: Job) {
    let task = Task { finish(job, await attempt(job)) }
    running[job.number] = Running(alerts: job.alerts, task: task)
  }

  private func finish(_ job: Job, _ outcome: DeliveryOutcome) {
    let cause = running.removeValue(forKey: job.number)?.cause
    if case .notSent = outcome, let cause {
      settle(job, .notSent(cause))
    } else {
      settle(job, outcome)
    }
    while running.count < limits.concurrent, !waiting.isEmpty { start(waiting.removeFirst()) }
  }

  /// Counts an outcome, and has the page told. The number of pages told at once is bounded too: a
  /// ledger that hangs leaves slots charged, it does not fill the memory.
  func settle(_ job: Job, _ outcome: DeliveryOutcome) {
    count(outcome, of: job)
    job.answer?.resume(returning: outcome)
    if let shopper = job.shopper {
      let events = job.alerts.compactMap { outcome.event(for: $0.reservation) }
      if events.isEmpty {
        // Nobody knows, and so nothing changes.
      } else if recordings < limits.concurrent + limits.waiting {
        recordings += 1
        Task { await record(events, of: shopper) }
      } else {
        counters.unrecorded += events.count
      }
    }
    if isIdle { wakeIdle() }
  }

  private func record(_ events: [Event], of shopper: ShopperID) async {
    for event in events {
      do {
        try await desk.record(event, of: shopper)
      } catch {
        counters.unrecorded += 1
      }
    }
    recordings -= 1
    if isIdle { wakeIdle() }
  }

  func wakeIdle() {
    for waiter in idle { waiter.resume() }
    idle = []
  }

  private func count(_ outcome: DeliveryOutcome, of job: Job) {
    let number = max(job.alerts.count, 1)
    switch outcome {
    case .delivered: counters.delivered += number
    case .unknown: counters.unknown += number
    case .notSent(let cause):
      counters.notSent += number
      switch cause {
      case .shed: counters.shed += number
      case .withdrawn, .leaveMeAlone: counters.withdrawn += number
      default: break
      }
    }
  }

  /// Gives back what waits, and cancels what is under way, of the messages with such alerts; a
  /// shopper's own request has none.
  func callOff(because cause: DeliveryOutcome.Cause, _ isMeant: ([ReservedAlert]) -> Bool) {
    let line = waiting
    waiting = line.filter { !isMeant($0.alerts) }
    for job in line where isMeant(job.alerts) { settle(job, .notSent(cause)) }
    for (number, job) in running where isMeant(job.alerts) {
      running[number]?.cause = cause
      job.task.cancel()
    }
  }
}
