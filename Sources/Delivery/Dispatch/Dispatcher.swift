public import Alerts
public import Proximity

/// Takes charged alerts to a sink, and tells their pages what became of them.
///
/// It keeps nothing beyond the process: an alert that was reserved before a crash is never sent
/// again, because nobody can know whether it was sent. What cannot leave at once waits in a bounded
/// line, in the order of arrival, and is given back when the line is full or the alert grows stale,
/// so that an outage is not followed by a burst.
public actor Dispatcher<Sink: AlertSink, Desk: DeliveryDesk> {
  /// Its bounds.
  public let limits: DispatchLimits
  /// What became of all it was given.
  public internal(set) var counters = DispatchCounters()
  /// The kill switch: while it is set, nothing leaves, and nothing is taken.
  public internal(set) var isStopped = false

  let sink: Sink
  let desk: Desk
  let names: DeliveryNames
  let clock = ContinuousClock()
  var isShut = false
  var waiting: [Job] = []
  var running: [Int: Running] = [:]
  var recordings = 0
  var jobNumber = 0
  var recent = RecentKeys()
  var idle: [CheckedContinuation<Void, Never>] = []

  /// Creates a dispatcher.
  ///
  /// - Parameters:
  ///   - sink: where messages go.
  ///   - desk: keeps the pages.
  ///   - names: what the sink's recipient knows shoppers and messages by.
  ///   - limits: its bounds.
  public init(to sink: Sink, desk: Desk, names: DeliveryNames, limits: DispatchLimits) {
    self.sink = sink
    self.desk = desk
    self.names = names
    self.limits = limits
  }

  /// Takes an alert that has been charged, right after the page is durable. It does not wait for the
  /// delivery; the page is told the outcome. The same one a second time is counted and ignored, and
  /// one that is not fresh any more may have been sent before a crash: it stays charged.
  public func submit(_ alert: ReservedAlert) async { await submit(ReservedDigest(alert)) }

  /// Takes alerts that share a message. They leave together, or none of them does: when one of them
  /// is no longer wanted, the others are given back with it.
  public func submit(_ digest: ReservedDigest) async {
    counters.alerts += digest.alerts.count
    let leading = digest.alerts[0]
    let key = names.key(of: leading.reservation.number, of: leading.shopper)
    guard recent.insert(key, until: clock.now.advanced(by: limits.freshness), now: clock.now) else {
      counters.duplicates += digest.alerts.count
      return
    }
    let contents = digest.alerts.map { alert in
      AlertContent(
        handle: names.handle(of: alert.shopper), alert: alert.reservation.alert,
        brand: alert.reservation.brand, text: alert.text, lockScreenText: alert.lockScreenText,
        reason: alert.reason)
    }
    let message = Message(
      key: key, time: leading.reservation.time,
      content: contents.count == 1 ? .alert(contents[0]) : .digest(contents))
    let job = job(message, for: digest.alerts)
    let now = await desk.now()
    if digest.alerts.allSatisfy({ now - $0.reservation.time < limits.freshness }) {
      enter(job)
    } else {
      settle(job, .unknown(.handedInLate))
    }
  }

  /// Takes a shopper's own request, which costs no slot, and returns what became of it, so that the
  /// shopper can be told.
  public func request(_ content: RequestContent, at time: LedgerTime) async -> DeliveryOutcome {
    counters.requests += 1
    let message = Message(
      key: names.key(of: content, at: time), time: time, content: .request(content))
    return await withCheckedContinuation { enter(job(message, answering: $0)) }
  }

  /// Calls off everything of a shopper that has not left yet. To be called when the shopper has
  /// withdrawn or is erased; the fence would keep it back too, but perhaps later.
  public func callOff(_ shopper: ShopperID) {
    callOff(because: .withdrawn) { $0.first?.shopper == shopper }
  }

  /// Sets the kill switch, which calls off all alerts that have not left yet, or lifts it. What
  /// shoppers ask for themselves goes on.
  public func setStopped(_ stopped: Bool) {
    isStopped = stopped
    if stopped { callOff(because: .stopped) { !$0.isEmpty } }
  }

  /// Calls off an alert of everybody's that has not left yet, as when a complaint has stopped it.
  public func callOff(alert: AlertID) {
    callOff(because: .stopped) { job in job.contains { $0.reservation.alert == alert } }
  }

  /// Returns when nothing is waiting or under way.
  public func drain() async {
    guard !isIdle else { return }
    await withCheckedContinuation { idle.append($0) }
  }

  /// Takes nothing more, gives back what waits, and lets the rest end. What has not ended after
  /// the grace is called off, and not waited for longer than that grace again.
  public func shutDown(within grace: Duration = .seconds(5)) async {
    isStopped = true
    isShut = true
    let line = waiting
    waiting = []
    for job in line { settle(job, .notSent(.cancelled)) }
    let end = Task {
      try await clock.sleep(for: grace)
      callOff(because: .cancelled) { _ in true }
      try await clock.sleep(for: grace)
      wakeIdle()
    }
    await drain()
    end.cancel()
  }
}
