import Proximity

/// Whose page is to be looked at again, and when: at most one time for each shopper, earliest first.
struct Deferrals: Sendable {
  private var times: [(shopper: ShopperID, time: Instant)] = []

  /// Notes, moves or drops a shopper's time. Complexity: O(n) in the shoppers that wait.
  mutating func set(_ shopper: ShopperID, _ time: Instant?) {
    remove(shopper)
    guard let time else { return }
    let at = times.firstIndex { ($0.time, $0.shopper) > (time, shopper) } ?? times.count
    times.insert((shopper, time), at: at)
  }

  mutating func remove(_ shopper: ShopperID) { times.removeAll { $0.shopper == shopper } }

  mutating func takeFirst(upTo time: Instant) -> (shopper: ShopperID, time: Instant)? {
    guard let first = times.first, first.time <= time else { return nil }
    return times.removeFirst()
  }
}
