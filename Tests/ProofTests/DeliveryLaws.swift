import Alerts
import Proximity

/// What holds for what really came through, whatever the gateway, the ledger and the delivery did.
enum DeliveryLaws {
  static func broken(_ deliveries: [Shop.Delivery], under policy: Policy) -> [String] {
    var broken: [String] = []
    for person in Set(deliveries.map(\.person)).sorted() {
      let all = deliveries.filter { $0.person == person }
      if Set(all.map(\.reservation.number)).count < all.count { broken.append("sent twice") }
      let safety = all.filter { $0.reservation.class == .safety }
      if isExceeded(policy.safetyCap, safety.map(\.time)) { broken.append("the safety cap") }
      // What went out in one message took one slot, and safety alerts take part in what others mind.
      var slots: [(message: Int, time: LedgerTime)] = []
      for delivery in all where !slots.contains(where: { $0.message == delivery.messages }) {
        let others = all.filter { $0.messages == delivery.messages }
        if others.contains(where: { $0.reservation.class != .safety }) {
          slots.append((delivery.messages, delivery.time))
        }
      }
      for cap in policy.caps where isExceeded(cap, slots.map(\.time)) {
        broken.append("\(cap.count) in \(cap.per)")
      }
      for (earlier, later) in zip(slots, slots.dropFirst())
      where later.time - earlier.time < policy.gap {
        broken.append("the gap")
      }
      for delivery in all where delivery.reservation.class != .safety {
        if policy.quiet.isQuiet(at: delivery.time) { broken.append("quiet hours") }
      }
    }
    return broken
  }

  /// Whether any window of the cap's length holds more than the cap allows.
  private static func isExceeded(_ cap: Cap, _ times: [LedgerTime]) -> Bool {
    times.contains { end in times.count { $0 <= end && end - $0 < cap.per } > cap.count }
  }
}
