import Alerts
import Proximity

/// Until when consents to being recognised hold, of those that run out.
struct Expiries: Sendable {
  private var times: [ShopperID: LedgerTime] = [:]
  private var next: LedgerTime?

  /// Notes, moves or drops a shopper's time.
  mutating func set(_ shopper: ShopperID, _ time: LedgerTime?) {
    times[shopper] = time
    if let time { next = min(next ?? time, time) }
  }

  /// Who has run out, in the order of the pseudonyms. Complexity: O(1) while nobody has, and O(n)
  /// when somebody has.
  mutating func takeDue(at now: LedgerTime) -> [ShopperID] {
    guard let next, next <= now else { return [] }
    let due = times.filter { $0.value <= now }.keys.sorted()
    for shopper in due { times[shopper] = nil }
    self.next = times.values.min()
    return due
  }
}
