import Alerts
import Control
import Foundation
import Proximity
import Synchronization
import Testing

@Suite("beacond shopper")
struct ShopperTests {
  private let folder: Folder
  private let clerk = Clerk()

  init() async throws {
    folder = try Folder()
    await letOthersGoFirst()
  }

  /// Runs the command while a daemon is listening.
  private func run(_ arguments: [String], input: String? = nil) async throws -> Beacond.Run {
    var limits = ControlLimits()
    limits.lifetime = .seconds(300)
    let server = try await ControlServer(
      at: folder.path("control"), limits: limits, handler: clerk)
    let run = try await runAlone(arguments, input: input)
    await server.stop()
    return run
  }

  private func runAlone(_ arguments: [String], input: String? = nil) async throws -> Beacond.Run {
    let all =
      ["shopper"] + arguments + ["--socket", folder.path("control"), "--timeout", "5m"]
    // Off the threads that answer the command while this one waits for it.
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { [folder] in
        continuation.resume(
          with: Result { try Beacond.run(all, in: folder, input: input.map { Array($0.utf8) }) })
      }
    }
  }

  @Test("Every command asks the daemon for what it says, and says that it is done")
  func commands() async throws {
    let code = ShopperReference.code(try #require(ShownCode("K7QX")))
    let tag = try #require(CredentialText("ibeacon: F7826DA6-4FA2-4E98-8024-BC5B71E0893E/1/7"))
    try folder.write("tag.txt", tag.text + "\n")
    let named = ["--code", "k7qx", "--as", "associate"]
    let name = try #require(DeliveryName("0123456789abcdef0123456789abcdef"))
    let dismissed = ShopperCommand.unwelcome(.handle(name), message: name, .dismissed)
    let expected: [([String], ShopperCommand)] = [
      (
        ["enrol", "--tag", "tag.txt", "--measured-power=-59", "--minor"],
        .enrol(EnrolmentRequest(credential: tag, measuredPower: -59, isMinor: true))
      ),
      (
        ["consent", "offers", "--wording", "2", "--language", "en"] + named,
        .consent(
          code, ConsentGiven(purpose: "offers", version: 2, language: "en", method: "counter"))
      ),
      (["withdraw"] + named, .withdraw(code, nil)),
      (["withdraw", "offers", "--tag", "tag.txt"], .withdraw(.credential(tag), "offers")),
      (["erase"] + named, .erase(code)),
      (["allow", "wine"] + named, .allow(code, "wine", isAllowed: true)),
      (["allow", "wine", "--no-longer"] + named, .allow(code, "wine", isAllowed: false)),
      (
        ["cap", "1/24h", "3/7d", "--gap", "2h"] + named,
        .cap(
          code,
          Wishes(
            limits: [.init(count: 1, seconds: 86_400), .init(count: 3, seconds: 604_800)],
            gap: 7_200))
      ),
      (["cap", "--none"] + named, .cap(code, Wishes(limits: []))),
      (
        ["quiet", "18:00-09:00"] + named,
        .quiet(code, [try #require(QuietSpan(from: 1_080, to: 540))])
      ),
      (["quiet", "--none"] + named, .quiet(code, [])),
      (
        ["rank", "topic:wine", "brand:leaf"] + named, .rank(code, [.topic("wine"), .brand("leaf")])
      ),
      (["rank", "--none"] + named, .rank(code, [])),
      (["unwelcome", name.description, "--handle", name.description], dismissed),
      (["leave-me-alone"] + named, .leaveMeAlone(code, .always)),
      (["leave-me-alone", "--for", "90s"] + named, .leaveMeAlone(code, .seconds(90))),
      (["leave-me-alone", "--no-longer"] + named, .leaveMeAlone(code, .no)),
    ]
    for (arguments, command) in expected {
      let run = try await run(arguments)
      #expect(run.code == 0 && !run.output.isEmpty && run.errors.isEmpty, "\(arguments): \(run)")
      #expect(clerk.last == command, "\(arguments)")
    }
  }

  @Test("R22: opting out takes no more words than opting in")
  func asShort() async throws {
    let withdrawal = ["withdraw", "--code", "K7QX", "--as", "associate"]
    #expect(try await run(withdrawal).code == 0)
    #expect(try await run(["consent", "offers", "--code", "K7QX", "--as", "associate"]).code == 64)
  }

  @Test("A text is shown to who has not been asked, and the exit code tells who has")
  func asking() async throws {
    let words = ["ask", "offers", "--language", "en", "--code", "K7QX", "--as", "associate"]
    let first = try await run(words)
    #expect(first.code == 0)
    #expect(
      first.lines == [
        "We tell you.", "The shopper gets: Cheaper tea",
        "On a yes: beacond shopper consent offers --wording 2 --language en",
      ])
    clerk.hasAsked = true
    let second = try await run(words)
    #expect(second.code == 77 && second.errors.isEmpty)
    #expect(
      second.lines == [
        "Do not ask: the shopper was asked this before, has answered, or wants to be left alone."
      ])
  }

  @Test("Why an alert came or did not is told line by line")
  func explaining() async throws {
    let run = try await run(["explain", "--code", "K7QX", "--as", "privacy-officer"])
    #expect(run.lines == ["2026-06-01T08:00:00Z  tea-time  Not sent: it is quiet hours."])
    let counter = try await self.run(["explain", "--code", "K7QX", "--as", "associate"])
    #expect(counter.lines == ["2026-06-01T08:00:00Z  Not sent: it is quiet hours."])
    #expect(try await self.run(["explain", "--code", "K7QX"]).code == 77)
  }

  @Test("A tag can be read from standard input, so that no key stands in a list of processes")
  func standardInput() async throws {
    let run = try await run(["withdraw", "--tag", "-"], input: "irk: 000102030405\n")
    #expect(run.code == 0)
    #expect(
      clerk.last == .withdraw(.credential(try #require(CredentialText("irk: 000102030405"))), nil))
    let empty = try await self.run(["withdraw", "--tag", "-"], input: "\n")
    #expect(empty.code == 65)
    let two = try await self.run(["withdraw", "--tag", "-"], input: "irk: 1\nirk: SECRET\n")
    #expect(two.code == 65 && !two.errors.contains("SECRET"))
  }

  @Test("Wrong usage exits with 64 before anybody is asked")
  func usage() async throws {
    let named = ["--code", "K7QX"]
    for arguments in [
      ["withdraw"], ["withdraw", "--shopper", "x"] + named, ["withdraw", "--code", "K7Q"],
      ["erase"], ["consent", "offers"] + named, ["consent", "--wording", "1"] + named,
      ["consent", "offers", "--wording", "0", "--language", "en"] + named, ["cap"] + named,
      ["cap", "1/24h", "--none"] + named, ["cap", "1/24"] + named, ["cap", "+1/24h"] + named,
      ["cap", "101/24h"] + named, ["cap", "1/15d"] + named, ["cap", "1/100000d"] + named,
      ["quiet"] + named, ["quiet", "18:00-18:00"] + named, ["quiet", "24:00-09:00"] + named,
      ["quiet", "8:00-09:00"] + named, ["leave-me-alone", "--for", "0s"] + named,
      ["leave-me-alone", "--for", "2h", "--no-longer"] + named, ["enrol"],
      ["enrol", "--tag", "t", "--measured-power=21"], ["show", "--as", "king"] + named,
      ["nonsense"], ["rank"] + named, ["rank", "leaf"] + named, ["rank", "shop:leaf"] + named,
      ["unwelcome", "12"] + named, ["withdraw", "--handle", "12"],
    ] {
      let run = try await run(arguments)
      #expect(run.code == 64, "\(arguments): \(run)")
      #expect(run.output.isEmpty)
    }
    #expect(clerk.last == nil)
  }

  @Test("Exit codes tell no daemon, not allowed, unknown and try again apart")
  func exitCodes() async throws {
    let named = ["--code", "K7QX", "--as", "associate"]
    let alone = try await runAlone(["withdraw"] + named)
    #expect(alone.code == 69 && alone.errors.contains("no daemon is listening"))
    let look = try await run(["show"] + named)
    #expect(look.code == 77 && look.errors.contains("privacy officer"))
    let failures: [(ControlError.Code, Int32)] = [
      (.unknownShopper, 65), (.refused, 65), (.unavailable, 75),
    ]
    for (code, exit) in failures {
      clerk.failure = ControlError(code, "because of the test")
      let run = try await run(["withdraw"] + named)
      #expect(run.code == exit && run.errors == "beacond: because of the test\n")
      #expect(run.output.isEmpty, "nothing is said to be done")
    }
  }

  @Test("The privacy officer sees what is kept in words, and can hand it out")
  func show() async throws {
    let named = ["--shopper", "shopper-7", "--as", "privacy-officer"]
    let shown = try await run(["show"] + named)
    #expect(shown.code == 0)
    #expect(
      shown.lines == [
        "Shopper shopper-7", "  recognised by ibeacon", "  a minor: no promotions", "Agreed to:",
        "  nothing", "Said no to:", "  nothing", "Interested in:", "  nothing", "Asked for:",
        "  nothing", "Visits, 0 so far; remembered are:", "  tea, 2026-06-01T08:00:00Z, 90 s",
        "Alerts of the last 14 days:", "  nothing", "Decided, with the reason:", "  nothing",
        "Receipts:",
        "  42, 2026-06-01T08:00:00Z, yes to offers", "Who looked at it or changed it:",
        "  associate, change, 2026-06-01T08:00:00Z",
      ])
    let export = try await run(["export"] + named)
    #expect(export.code == 0 && export.output == "{\"all\": \"of it\"}\n")
  }
}

/// A daemon's side that notes what it is asked last.
private final class Clerk: ControlHandler {
  private struct State {
    var last: ShopperCommand?
    var failure: ControlError?
    var hasAsked = false
  }

  private let state = Mutex(State())

  var last: ShopperCommand? { state.withLock { $0.last } }
  var hasAsked: Bool {
    get { state.withLock { $0.hasAsked } }
    set { state.withLock { $0.hasAsked = newValue } }
  }
  var failure: ControlError? {
    get { state.withLock { $0.failure } }
    set { state.withLock { $0.failure = newValue } }
  }

  func handle(
    _ command: AssociateCommand, as role: ControlRole, from peer: PeerCredentials
  ) async throws(ControlError) -> ControlReply {
    .associate(AssociateRequests([]))
  }

  func handle(
    _ command: AlertsCommand, as role: ControlRole, from peer: PeerCredentials
  ) async throws(ControlError) -> ControlReply {
    .alerts(AlertsState(isStopped: command == .stop))
  }

  func handle(
    _ command: ShopperCommand, as role: ControlRole, from peer: PeerCredentials
  ) async throws(ControlError) -> ControlReply {
    state.withLock { $0.last = command }
    if let failure { throw failure }
    switch command {
    case .enrol: return .enrolled(Enrolled(shopper: "shopper-7", code: ShownCode("K7QX")))
    case .ask(_, let purpose, let language):
      return .question(
        Question(
          purpose: purpose, isToBeAsked: !hasAsked, version: 2, language: language,
          text: "We tell you.", benefit: "Cheaper tea"))
    case .explain:
      return .explained([
        ExplainedDecision(
          time: Self.time, alert: "tea-time", sentence: "Not sent: it is quiet hours.")
      ])
    case .show: return .record(Self.record)
    case .export: return .export("{\"all\": \"of it\"}")
    default: return .done(Receipt(number: "42"))
    }
  }

  private static let time = LedgerTime(nanoseconds: 1_780_300_800_000_000_000)

  private static var record: ShopperRecord {
    var record = ShopperRecord(of: "shopper-7", Page(for: "shopper-7"))
    record.beacons = ["ibeacon"]
    record.isMinor = true
    record.pastVisits = [.init(place: "tea", since: time, seconds: 90)]
    record.receipts = [.init(number: "42", time: time, isGiven: true, purposes: ["offers"])]
    record.accesses = [.init(time: time, role: .associate, what: "change")]
    return record
  }
}
