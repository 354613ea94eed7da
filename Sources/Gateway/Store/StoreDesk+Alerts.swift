import Alerts
public import Control
public import Ledger
import Proximity
import Site

/// The kill switch and complaints. Both are counters in the books, so that a restart opens nothing.
extension StoreDesk {
  /// Takes over the kill switch and the complaints that the books hold.
  ///
  /// - Throws: `LedgerError` when they cannot be read.
  public func recallHalt() async throws(LedgerError) {
    try await follow(standing())
  }

  /// Carries out a command about all alerts, durably before it answers.
  public func handle(
    _ command: AlertsCommand, as role: ControlRole, from peer: PeerCredentials
  ) async throws(ControlError) -> ControlReply {
    do throws(LedgerError) {
      let before = try await standing()
      switch command {
      case .show: break
      case .stop where !before.isStopped: try await books.add([CounterAmount(.killSwitch, 1)])
      case .resume where before.isStopped:
        // However often it was set.
        let set = try await books.counts().first { $0.counter == .killSwitch }?.amount ?? 0
        try await books.add([CounterAmount(.killSwitch, -set)])
      case .stop, .resume: break
      case .complain(let alert):
        guard site.policy.alert(alert) != nil else {
          throw .invalid("no alert is called '\(alert)'")
        }
        guard let counter = CounterID.complaints(about: alert) else {
          throw .invalid("the name of the alert is too long to be counted")
        }
        try await books.add([CounterAmount(counter, 1)])
      }
      let after = try await standing()
      await follow(after)
      return .alerts(after)
    } catch {
      throw ControlError(error)
    }
  }

  private func standing() async throws(LedgerError) -> AlertsState {
    let policy = site.policy
    var standing = AlertsState()
    for count in try await books.counts() where count.amount > 0 {
      if count.counter == .killSwitch { standing.isStopped = true }
      if let (alert, mode, outcome) = count.counter.decided {
        standing.decided.append(
          .init(alert: alert, mode: mode, outcome: outcome, count: Int(count.amount)))
      }
      guard let alert = count.counter.complainedAbout else { continue }
      standing.complaints.append(
        .init(
          about: alert, count: Int(count.amount),
          hasStopped: policy.alert(alert)?.isPilot ?? false))
    }
    return standing
  }

  private func follow(_ standing: AlertsState) async {
    await setHalt(
      AlertsHalt(
        isStopped: standing.isStopped,
        pilots: Set(standing.complaints.filter(\.hasStopped).map(\.alert))))
  }
}

extension CounterID {
  fileprivate static var killSwitch: CounterID { "alerts stopped" }
  private static var complaints: String { "complaints about " }

  fileprivate static func complaints(about alert: AlertID) -> CounterID? {
    CounterID(complaints + alert.description)
  }

  /// The alert whose complaints it counts.
  fileprivate var complainedAbout: AlertID? {
    description.hasPrefix(Self.complaints)
      ? AlertID(String(description.dropFirst(Self.complaints.count))) : nil
  }
}
