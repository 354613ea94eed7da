import Alerts
import Foundation
import Ledger
import LedgerConformance
import LedgerSQLite
import Proximity

/// Works on a ledger for as long as it lives, and says what it was told to be done.
///
/// Arguments: the directory, the master key, and the number of the round, which is the time as well:
/// a round is 10 minutes. It says, a line each: `kept SHOPPER REVISION`, `sent SHOPPER RESERVATION`,
/// `erased SHOPPER`, `counted N`, `failed WHY`.
@main
struct CrashingWriter {
  let ledger: SQLiteLedger
  let round: Int
  let counter: Counter

  /// How many shoppers are there at a time.
  static let shoppers = 16

  static func main() async {
    let arguments = CommandLine.arguments
    if arguments.dropFirst() == ["guard"] { return guardProcess() }
    guard arguments.count == 4, let round = Int(arguments[3]) else { exit(64) }
    do {
      let now = Sample.noon.now + .seconds(round * 600)
      let writer = CrashingWriter(
        ledger: try await SQLiteLedger(
          LedgerConfiguration(
            directory: arguments[1], masterKey: MasterKeyFile(path: arguments[2]))),
        round: round, counter: try Counter(alerts: 8, gap: .zero, now: now))
      try await writer.work()
    } catch {
      say("failed \(error)")
    }
  }

  /// Guards this process, and says what the system says of it then.
  private static func guardProcess() {
    let outcome = ProcessGuard.engage()
    say("dumps forbidden: \(outcome.dumpsForbidden)")
    say("memory locked: \(outcome.memoryLocked)")
    for name in ["limits", "status"] {
      say((try? String(contentsOfFile: "/proc/self/\(name)", encoding: .utf8)) ?? "none")
    }
  }

  /// One write, so that no line is torn.
  static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  /// The shoppers of a round. Each is there for some rounds, and erased in the last of them.
  static func name(_ slot: Int, in round: Int) -> String {
    "shopper-\(slot)-\((round + slot) / shoppers)"
  }

  func work() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for slot in 0..<Self.shoppers {
        guard let shopper = ShopperID(Self.name(slot, in: round)) else { continue }
        let isLast = Self.name(slot, in: round) != Self.name(slot, in: round + 1)
        // Two hubs hear everybody.
        for hub in 0..<2 {
          group.addTask { try await serve(shopper, from: hub, thenErasing: isLast && hub == 0) }
        }
      }
      group.addTask { try await count() }
      group.addTask { try await exchangeKeys() }
      try await group.waitForAll()
    }
  }

  private func serve(_ shopper: ShopperID, from hub: Int, thenErasing: Bool) async throws {
    do {
      try await ledger.enrol(try Sample.enrolment(shopper))
      for turn in 0... {
        let (page, revision) = try await ledger.page(shopper)
        let opened = revision == .none ? try counter.open(page) : page
        let step = counter.proposing((turn + hub) % 8, on: opened)
        if try await ledger.replace(shopper, step.page, ifStill: revision) {
          Self.say("kept \(shopper) \(revision.next.rawValue)")
          let before = Set(page.reservations.map(\.number))
          for reservation in step.page.reservations where !before.contains(reservation.number) {
            Self.say("sent \(shopper) \(reservation.number)")
          }
        }
        if turn.isMultiple(of: 4) {
          try await ledger.keep([try Sample.visit(shopper, at: turn % 9)])
        }
        if thenErasing, turn == 1 {
          Self.say("erasing \(shopper)")
          _ = try await ledger.erase(shopper, at: Moment(now: Sample.noon.now))
          Self.say("erased \(shopper)")
          return
        }
      }
    } catch LedgerError.erased {
      return
    }
  }

  private func count() async throws {
    while true {
      try await ledger.add([CounterAmount("turns", 1)])
      Self.say("counted")
      try await Task.sleep(for: .milliseconds(1))
    }
  }

  private func exchangeKeys() async throws {
    // Each round a day, so that the exchange is due whenever somebody was erased.
    let moment = Moment(now: Sample.noon.now + .seconds(round * 86_400))
    while true {
      if try await ledger.exchangeMasterKey(at: moment) != .notDue { Self.say("exchanged") }
      try await Task.sleep(for: .milliseconds(3))
    }
  }
}
