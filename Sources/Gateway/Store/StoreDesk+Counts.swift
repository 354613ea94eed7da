import Alerts
import Control
public import Ledger
import Proximity

/// Numbers over everybody, which are what is left of visits and decisions when their time is up.
extension StoreDesk {
  /// Counts what was decided, by alert and outcome.
  ///
  /// - Throws: `LedgerError` when it could not be written; it is not counted then.
  public func count(_ events: [GatewayEvent]) async throws(LedgerError) {
    var amounts: [CounterAmount] = []
    for case .decision(let decision, _, _) in events {
      guard let counter = CounterID.decisions(like: decision) else { continue }
      if let index = amounts.firstIndex(where: { $0.counter == counter }) {
        amounts[index].amount += 1
      } else {
        amounts.append(CounterAmount(counter, 1))
      }
    }
    if !amounts.isEmpty { try await books.add(amounts) }
  }

  /// Counts what was swept.
  ///
  /// - Throws: `LedgerError` when it could not be written; it is not counted then.
  public func count(_ swept: Swept) async throws(LedgerError) {
    guard swept.visits > 0 else { return }
    try await books.add([CounterAmount("visits no longer kept", Int64(swept.visits))])
  }
}

extension CounterID {
  private static var decisions: String { "decided " }

  fileprivate static func decisions(like decision: Decision) -> CounterID? {
    let (mode, outcome) = (decision.mode.rawValue, decision.outcome.rawValue)
    return CounterID("\(decisions)\(mode) \(outcome) \(decision.candidate.alert)")
  }

  /// The decisions that it counts.
  var decided: (alert: AlertID, mode: Mode, outcome: Outcome)? {
    let words = description.split(separator: " ", maxSplits: 3).map(String.init)
    guard description.hasPrefix(Self.decisions), words.count == 4,
      let mode = Mode(rawValue: words[1]), let outcome = Outcome(rawValue: words[2]),
      let alert = AlertID(words[3])
    else { return nil }
    return (alert, mode, outcome)
  }
}
