import Alerts
import Delivery
import Foundation
import Ledger
import LedgerConformance
import LedgerSQLite
import Proximity

/// Works on a ledger for as long as it lives, and says what it was told to be done.
///
/// Arguments: the directory, the master key, and the number of the round, which is the time as well:
/// a round is 10 minutes. It says, a line each: `kept SHOPPER REVISION`, `sent`, `delivered` or
/// `confirmed SHOPPER RESERVATION`, `visited SHOPPER PLACE`, `withdrew SHOPPER`, `erasing` or
/// `erased SHOPPER`, `counted`, `exchanged`, `failed WHY`.
@main
struct CrashingWriter {
  let ledger: SQLiteLedger
  let round: Int
  let counter: Counter
  let sink = SayingSink()
  let names: DeliveryNames
  let desk: LedgerDesk
  let dispatcher: Dispatcher<SayingSink, LedgerDesk>

  /// How many shoppers are there at a time.
  static let shoppers = 16

  static func main() async {
    let arguments = CommandLine.arguments
    if arguments.dropFirst() == ["guard"] { return guardProcess() }
    guard arguments.count == 4, let round = Int(arguments[3]) else { exit(64) }
    do {
      let now = Sample.noon.now + .seconds(round * 600)
      let ledger = try await SQLiteLedger(
        LedgerConfiguration(
          directory: arguments[1], masterKey: MasterKeyFile(path: arguments[2])))
      try await CrashingWriter(on: ledger, round, at: now).work()
    } catch {
      say("failed \(error)")
    }
  }

  init(on ledger: SQLiteLedger, _ round: Int, at now: LedgerTime) throws {
    self.ledger = ledger
    self.round = round
    counter = try Counter(alerts: 8, gap: .zero, now: now)
    names = try DeliveryNames(secret: [UInt8](repeating: 7, count: 32))
    desk = LedgerDesk(ledger: ledger, counter: counter, time: now)
    dispatcher = Dispatcher(to: sink, desk: desk, names: names, limits: try DispatchLimits())
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
          group.addTask {
            try await serve(
              shopper, from: hub, withdrawing: slot % 4 == 1 && hub == 1,
              thenErasing: isLast && hub == 0)
          }
        }
      }
      group.addTask { try await count() }
      group.addTask { try await exchangeKeys() }
      try await group.waitForAll()
    }
  }

  /// Hands over what a page has been charged with.
  private func deliver(_ step: Step, to shopper: ShopperID) async {
    for decision in step.decisions {
      guard let number = decision.reservation,
        let alert = ReservedAlert(
          decision, of: shopper, on: step.page, text: "", lockScreenText: "", reason: "")
      else { continue }
      Self.say("sent \(shopper) \(number)")
      sink.expect("\(shopper) \(number)", as: names.key(of: number, of: shopper))
      await dispatcher.submit(alert)
    }
  }

  /// Takes everything back, for good: nobody consents anew.
  private func withdraw(_ shopper: ShopperID) async throws {
    let everything = Event.withdrewAll(epoch: Epoch(rawValue: 2))
    try await desk.record(everything, of: shopper)
    await dispatcher.callOff(shopper)
    sink.bar(shopper)
    Self.say("withdrew \(shopper)")
  }

  private func serve(
    _ shopper: ShopperID, from hub: Int, withdrawing: Bool, thenErasing: Bool
  ) async throws {
    do {
      try await ledger.enrol(try Sample.enrolment(shopper))
      for turn in 0... {
        let (page, revision) = try await ledger.page(shopper)
        let opened = revision == .none ? try counter.open(page) : page
        let step = counter.proposing((turn + hub) % 8, on: opened)
        if try await ledger.replace(shopper, step.page, ifStill: revision) {
          Self.say("kept \(shopper) \(revision.next.rawValue)")
          await deliver(step, to: shopper)
        }
        if turn.isMultiple(of: 4) {
          try await ledger.keep([try Sample.visit(shopper, at: turn % 9)])
          Self.say("visited \(shopper) \(turn % 9)")
        }
        // While what was sent in the first turns may still be under way.
        if withdrawing, turn == 1 { try await withdraw(shopper) }
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
