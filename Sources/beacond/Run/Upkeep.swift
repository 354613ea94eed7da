import Alerts
import Ledger
import LedgerSQLite
import Logging
import ServiceLifecycle

/// Sweeps the books every hour, and exchanges the master key after erasures.
struct Upkeep: Service {
  let ledger: SQLiteLedger
  let policy: @Sendable (LedgerTime) -> Policy
  let clock: StoreClock

  /// Rows looked at in one go, so that nobody waits for the disk behind a sweep.
  private static var budget: Int { 2_000 }

  func run() async throws {
    // Being told to stop is no failure, which would cancel the others instead of letting them end.
    try? await cancelWhenGracefulShutdown {
      while true {
        try await Task.sleep(for: .seconds(3_600))
        do throws(LedgerError) {
          try await sweep()
          _ = try await ledger.exchangeMasterKey(at: clock.moment)
        } catch {
          Logger.command.error("the books were not swept: \(error)")
        }
      }
    }
  }

  private func sweep() async throws(LedgerError) {
    let moment = clock.moment
    let policy = policy(moment.now)
    var isDone = false
    while !isDone {
      isDone = try await ledger.sweep(at: moment, budget: Self.budget) { page in
        step(page, .time, moment, policy).page
      }.isDone
    }
  }
}
