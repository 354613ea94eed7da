package import Alerts

/// What a shopper did with alerts, kept apart from the page: all of it, for ever.
package struct Reactions {
  package init() {}

  private var all: [(number: Int, isDismissed: Bool, time: LedgerTime)] = []

  package mutating func note(_ number: Int, isDismissed: Bool, at time: LedgerTime) {
    if let known = all.firstIndex(where: { $0.number == number }) {
      if isDismissed { all[known].isDismissed = true }
    } else {
      all.append((number, isDismissed, time))
    }
  }

  /// What was never delivered cannot have been unwelcome.
  package mutating func forget(_ number: Int) { all.removeAll { $0.number == number } }

  /// When there were any.
  package var times: [LedgerTime] { all.map(\.time) }

  /// By how much the caps are lowered: by 1 for each dismissed and each second ignored alert of the
  /// last 7 days.
  package func fatigue(at now: LedgerTime) -> Int {
    let recent = all.filter { now - $0.time < .seconds(7 * 86_400) }
    let dismissed = recent.filter(\.isDismissed).count
    return (2 * dismissed + (recent.count - dismissed)) / 2
  }
}
