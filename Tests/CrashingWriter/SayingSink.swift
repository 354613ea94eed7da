import Alerts
import Delivery
import Foundation
import Ledger
import LedgerConformance
import LedgerSQLite
import Proximity
import Synchronization

/// Delivers by saying so, whose messages it has been told.
final class SayingSink: AlertSink {
  private let messages: Mutex<[DeliveryKey: String]> = Mutex([:])
  private let withdrawn: Mutex<Set<String>> = Mutex([])

  /// Learns of what alert a message will be, as `SHOPPER RESERVATION`.
  func expect(_ alert: String, as key: DeliveryKey) { messages.withLock { $0[key] = alert } }

  /// Learns that nothing may be delivered to a shopper from now on.
  func bar(_ shopper: ShopperID) { withdrawn.withLock { _ = $0.insert(shopper.description) } }

  func deliver(_ message: Message, past fence: Fence) async -> DeliveryOutcome {
    let alert = messages.withLock { $0[message.key] } ?? "nobody 0"
    let shopper = String(alert.prefix { $0 != " " })
    let isBarred = withdrawn.withLock { $0.contains(shopper) }
    if let cause = await fence.objection() { return .notSent(cause) }
    // Barred before the fence was even asked, it must be closed.
    if isBarred { CrashingWriter.say("trespassed \(alert)") }
    CrashingWriter.say("delivered \(alert)")
    return .delivered
  }
}

/// The desk that delivers what was reserved in a ledger, and confirms it there.
struct LedgerDesk: DeliveryDesk {
  let ledger: SQLiteLedger
  let counter: Counter
  let time: LedgerTime

  func page(of shopper: ShopperID) async throws -> Page { try await ledger.page(shopper).0 }

  func now() -> LedgerTime { time }

  func record(_ event: Event, of shopper: ShopperID) async throws {
    while true {
      let (page, revision) = try await ledger.page(shopper)
      let next = counter.taking(event, on: page)
      if try await ledger.replace(shopper, next, ifStill: revision) { break }
    }
    if case .confirmed(let reservation) = event {
      CrashingWriter.say("confirmed \(shopper) \(reservation)")
    }
  }
}
