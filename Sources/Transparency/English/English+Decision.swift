internal import Alerts
internal import Site

extension English {
  func sentence(_ decision: Decision, saying time: (LedgerTime) -> String) -> String {
    decision.sentence(for: .shopper, saying: time)
  }

  var presence: String { "To recognise the shopper's beacon in the store." }

  func agreement(to text: String) -> String { "You agreed to this: “\(text)”" }

  func time(minute: Int, of day: LedgerTime?) -> String {
    WallTime.text(minute: minute) + (day.map { " on \(Self.day($0))" } ?? "")
  }
}
