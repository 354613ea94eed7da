import Alerts
import Gateway
import Ledger
import Logging
import ServiceLifecycle

/// Sweeps the books every hour, and exchanges the master key after erasures.
struct Upkeep<Books: WholeLedger>: Service {
  let desk: StoreDesk<Books>
  /// Exchanges the master key, where there is one, if it is time.
  let exchange: (@Sendable (Moment) async throws(LedgerError) -> Void)?
  let clock: StoreClock

  /// Rows looked at in one go, so that nobody waits for the disk behind a sweep.
  private static var budget: Int { 2_000 }

  func run() async throws {
    // Being told to stop is no failure, which would cancel the others instead of letting them end.
    try? await cancelWhenGracefulShutdown {
      while true {
        // At the start as well: who is restarted often would never come to it.
        do throws(LedgerError) {
          try await sweep()
        } catch {
          Logger.command.error("the books were not swept: \(error)")
        }
        do throws(LedgerError) {
          try await exchange?(clock.moment)
        } catch {
          Logger.command.error("the master key was not exchanged: \(error)")
        }
        try await Task.sleep(for: .seconds(3_600))
      }
    }
  }

  private func sweep() async throws(LedgerError) {
    let moment = clock.moment
    let policy = desk.policy(at: moment.now)
    var isDone = false
    while !isDone {
      let swept = try await desk.books.sweep(at: moment, budget: Self.budget) { page in
        step(page, .time, moment, policy).page
      }
      try await desk.count(swept)
      isDone = swept.isDone
    }
  }
}
