import Alerts
import Foundation
import Ledger
import LedgerConformance
import LedgerSQLite
import Proximity
import Testing

@Suite("A durable ledger that is killed", .serialized)
struct CrashTests {
  /// How often it is killed; `CRASHES=1000` makes it more.
  static let crashes = ProcessInfo.processInfo.environment["CRASHES"].flatMap(Int.init) ?? 300

  /// What a writer was told to be done before it was killed.
  struct Told {
    var revisions: [String: UInt64] = [:]
    var sent: [String: Set<Int>] = [:]
    var delivered: [String: Set<Int>] = [:]
    var confirmed: [String: Set<Int>] = [:]
    var visited: [String: Set<Int>] = [:]
    var withdrawn: Set<String> = []
    var erasing: Set<String> = []
    var erased: Set<String> = []
    var counted: Int64 = 0
    var exchanges = 0

    /// Whether enough of everything was done to be lost.
    var isVaried: Bool {
      let some = CrashTests.crashes / 60
      return erased.count > some && exchanges > some && counted > some && withdrawn.count > some
        && confirmed.values.reduce(0, { $0 + $1.count }) > some
    }

    mutating func read(_ output: String) {
      let gone = withdrawn
      // The last line may have been cut by the kill.
      for line in output.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        let words = line.split(separator: " ").map(String.init)
        switch words.first {
        case "kept": revisions[words[1]] = max(revisions[words[1]] ?? 0, UInt64(words[2]) ?? 0)
        case "sent": sent[words[1], default: []].insert(Int(words[2]) ?? 0)
        case "delivered":
          let isFirst = delivered[words[1], default: []].insert(Int(words[2]) ?? 0).inserted
          #expect(isFirst, "\(words[1]) was alerted twice for reservation \(words[2])")
          #expect(!gone.contains(words[1]), "\(words[1]) had withdrawn, and was alerted")
        case "trespassed": Issue.record("\(words[1]) had withdrawn, and the fence was open")
        case "confirmed": confirmed[words[1], default: []].insert(Int(words[2]) ?? 0)
        case "visited": visited[words[1], default: []].insert(Int(words[2]) ?? 0)
        case "withdrew": withdrawn.insert(words[1])
        case "erasing": erasing.insert(words[1])
        case "erased": erased.insert(words[1])
        case "counted": counted += 1
        case "exchanged": exchanges += 1
        default: Issue.record("the writer said: \(line)")
        }
      }
    }
  }

  @Test(
    """
    Killed at random moments under load, it loses nothing it has acknowledged, exceeds no cap, sends \
    nothing twice and nothing to who has withdrawn, and shows nobody it has erased
    """
  )
  func killed() async throws {
    let folder = try Folder()
    var told = Told()
    var dice = SplitMix64(seed: 4)
    var round = 0
    // On a slow machine a writer gets less done before it is killed, so that it takes more of them.
    while round < Self.crashes || !told.isVaried && round < 8 * Self.crashes {
      try run(folder, round, for: .random(in: 5_000...150_000, using: &dice), &told)
      // Looking at everything each time would make the writer's work the smaller part.
      if round % 10 == 9 { try await check(told, folder, round) }
      round += 1
    }
    try await check(told, folder, round)
    print(
      """
      killed \(round) times: \(told.revisions.values.reduce(0, +)) pages acknowledged, \
      \(told.sent.values.reduce(0) { $0 + $1.count }) sends, \
      \(told.delivered.values.reduce(0) { $0 + $1.count }) delivered, \
      \(told.confirmed.values.reduce(0) { $0 + $1.count }) of them confirmed, \
      \(told.withdrawn.count) withdrawals, \(told.erased.count) erasures, \
      \(told.exchanges) exchanges of the master key, \(told.counted) counts; nothing lost
      """)
    #expect(told.isVaried)
  }

  /// Lets a writer work for some microseconds from its first word on.
  private func run(
    _ folder: Folder, _ round: Int, for microseconds: Int, _ told: inout Told
  ) throws {
    let output = folder.root.appending(path: "said")
    #expect(FileManager.default.createFile(atPath: output.path, contents: nil))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Executable.path("CrashingWriter"))
    process.arguments = [folder.directory, folder.masterPath, "\(round)"]
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    let deadline = ContinuousClock.now + .seconds(60)
    while try FileManager.default.attributesOfItem(atPath: output.path)[.size] as? Int == 0 {
      guard process.isRunning, ContinuousClock.now < deadline else { break }
      usleep(500)
    }
    usleep(UInt32(microseconds))
    #expect(process.isRunning, "the writer ended by itself in round \(round)")
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    told.read(try String(contentsOf: output, encoding: .utf8))
  }

  private func check(_ told: Told, _ folder: Folder, _ round: Int) async throws {
    let ledger = try await folder.open()
    let comment = Comment("round \(round)")
    #expect(try await ledger.verify().isSound, comment)
    for (name, revision) in told.revisions {
      let shopper = try #require(ShopperID(name))
      let (page, kept) = try await ledger.page(shopper)
      if told.erased.contains(name) {
        #expect(kept == .none && page == Page(for: shopper), comment)
        #expect(try await ledger.enrolment(of: shopper) == nil, comment)
        #expect(try await ledger.visits(of: shopper).isEmpty, comment)
        continue
      }
      // Whoever was being erased is there or gone.
      if told.erasing.contains(name), kept == .none { continue }
      #expect(kept.rawValue >= revision, "\(name) has lost what was acknowledged, round \(round)")
      let horizon = page.latest - .seconds(14 * 86_400)
      let numbers = Set(page.reservations.map(\.number))
      #expect(told.sent[name, default: []].isSubset(of: numbers), comment)
      #expect(told.delivered[name, default: []].isSubset(of: numbers), comment)
      let confirmed = Set(page.reservations.filter { $0.state == .confirmed }.map(\.number))
      #expect(told.confirmed[name, default: []].isSubset(of: confirmed), comment)
      if told.withdrawn.contains(name) {
        #expect(page.consents.allSatisfy { !$0.isGiven }, comment)
      }
      let places = Set(try await ledger.visits(of: shopper).map(\.place.description))
      #expect(
        Set(told.visited[name, default: []].map { "place-\($0)" }).isSubset(of: places), comment)
      for reservation in page.reservations where reservation.time > horizon {
        let within = page.reservations.count {
          $0.time <= reservation.time && $0.time > reservation.time - .seconds(4 * 3_600)
        }
        #expect(within <= 3, "\(name) was sent \(within) in 4 hours, round \(round)")
      }
    }
    let counted = try await ledger.counts().first?.amount ?? 0
    #expect(counted >= told.counted, comment)
    await ledger.close()
  }
}
