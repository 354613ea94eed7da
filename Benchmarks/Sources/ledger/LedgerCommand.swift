import Alerts
import ArgumentParser
import Foundation
import Gateway
import Ledger
import LedgerSQLite
import Proximity
import Site

/// What durability costs: reservations a second, how long one takes, bytes written, opening time.
@main
struct LedgerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Durable reservations per second, bytes written for visits, and opening time.")

  @Option(help: "Reservations made as fast as they can be.")
  var reservations = 20_000

  @Option(help: "Tasks that reserve at the same time.")
  var writers = 64

  @Option(help: "Reservations a second whose latency is measured.")
  var rate = 200

  @Option(help: "For so many seconds.")
  var seconds = 10

  @Option(help: "Visits whose bytes are counted.")
  var visits = 1_000

  @Option(help: "Shoppers in the ledger that is opened.")
  var shoppers = 1_000_000

  @Option(help: "The directory to work in; on the disk that is to be measured.")
  var directory = FileManager.default.temporaryDirectory.path

  func validate() throws {
    guard reservations > 0, writers > 0, rate > 0, seconds > 0, visits > 0, shoppers > 0 else {
      throw ValidationError("every number is at least 1")
    }
  }

  func run() async throws {
    let store = try Store(in: directory)
    defer { store.remove() }
    let shop = try Shop()
    try await measureThroughput(try store.configuration("throughput"), shop)
    try await measureLatency(try store.configuration("latency"), shop)
    try await measureBytes(try store.configuration("bytes"), shop)
    try await measureOpening(try store.configuration("opening"), shop)
  }

  private func measureThroughput(
    _ configuration: LedgerConfiguration, _ shop: Shop
  ) async throws {
    let ledger = try await SQLiteLedger(configuration)
    let known = max(1, reservations / 16)
    try await open(known, ledger, shop)
    let start = ContinuousClock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<writers {
        group.addTask {
          for number in stride(from: writer, to: reservations, by: writers) {
            try await reserve(number / known, for: number % known, ledger, shop)
          }
        }
      }
      try await group.waitForAll()
    }
    let taken = Double((ContinuousClock.now - start).inNanoseconds) / 1e9
    print(
      String(
        format: "%d durable reservations by %d tasks: %.0f/s", reservations, writers,
        Double(reservations) / taken))
    await ledger.close()
  }

  private func measureLatency(
    _ configuration: LedgerConfiguration, _ shop: Shop
  ) async throws {
    let ledger = try await SQLiteLedger(configuration)
    let count = rate * seconds
    let known = max(1, count / 16)
    try await open(known, ledger, shop)
    let clock = ContinuousClock()
    let start = clock.now
    var times = try await withThrowingTaskGroup(of: Duration.self) { group in
      for number in 0..<count {
        let due = start + .nanoseconds(1_000_000_000 / rate * number)
        group.addTask {
          try await clock.sleep(until: due, tolerance: .zero)
          let begin = clock.now
          try await reserve(number / known, for: number % known, ledger, shop)
          return clock.now - begin
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    times.sort()
    func milliseconds(_ part: Double) -> Double {
      Double(times[Int(Double(times.count - 1) * part)].inNanoseconds) / 1e6
    }
    print(
      String(
        format: "at %d/s: p50 %.2f ms, p99 %.2f ms, at most %.2f ms", rate, milliseconds(0.5),
        milliseconds(0.99), milliseconds(1)))
    await ledger.close()
  }

  private func measureBytes(_ configuration: LedgerConfiguration, _ shop: Shop) async throws {
    let ledger = try await SQLiteLedger(configuration)
    let known = max(1, visits / 4)
    for number in 0..<known { try await enrol(number, ledger) }
    let before = try WrittenBytes.now()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          for number in stride(from: writer, to: visits, by: 4) {
            try await visit(number, number % known, isFirst: number < known, ledger, shop)
          }
        }
      }
      try await group.waitForAll()
    }
    // Closing writes the log into the database, which counts as well.
    await ledger.close()
    let written = try WrittenBytes.now() - before
    print(
      String(
        format: "%d visits, each 5 changes of a page and 2 of the visit: %.1f MB written for 1,000",
        visits, Double(written) / Double(visits) * 1_000 / 1e6))
  }

  private func visit(
    _ number: Int, _ index: Int, isFirst: Bool, _ ledger: SQLiteLedger, _ shop: Shop
  ) async throws {
    let shopper = try Shop.shopper(index)
    for (event, moment) in shop.events(ofVisit: number, isFirst: isFirst) {
      while true {
        let (page, revision) = try await ledger.page(shopper)
        let next = shop.stepping(page, event, moment)
        if try await ledger.replace(shopper, next, ifStill: revision) { break }
      }
      let phase: KeptVisit.Phase
      switch event {
      case .zone: phase = .open
      case .departed: phase = .departed
      default: continue
      }
      try await ledger.keep([
        KeptVisit(
          shopper, at: "place-0", since: moment.now, latest: moment.now, phase: phase,
          dwell: .seconds(300))
      ])
    }
  }

  private func measureOpening(_ configuration: LedgerConfiguration, _ shop: Shop) async throws {
    let ledger = try await SQLiteLedger(configuration)
    let begin = ContinuousClock.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<256 {
        group.addTask {
          for number in stride(from: writer, to: shoppers, by: 256) {
            try await enrol(number, ledger)
            let shopper = try Shop.shopper(number)
            let page = shop.recognised(Page(for: shopper))
            _ = try await ledger.replace(shopper, page, ifStill: .none)
          }
        }
      }
      try await group.waitForAll()
    }
    await ledger.close()
    let filled = ContinuousClock.now - begin
    WrittenBytes.forgetCachedFiles()
    let start = ContinuousClock.now
    let opened = try await SQLiteLedger(configuration)
    let (_, revision) = try await opened.page(try Shop.shopper(shoppers / 2))
    let taken = ContinuousClock.now - start
    print(
      String(
        format: "a ledger of %d shoppers (enrolled in %.0f s) opens in %.3f s, the first page read",
        shoppers, Double(filled.inNanoseconds) / 1e9, Double(taken.inNanoseconds) / 1e9))
    guard revision != .none else { throw Shop.Failure.notKept }
    try await measureStart(of: opened)
    await opened.close()
  }

  /// What a daemon does with the books before it listens.
  private func measureStart(of ledger: SQLiteLedger) async throws {
    let site = try Shop.site()
    let room = shoppers + shoppers / 4
    let limits = Limits(
      shoppers: room, identifiers: room, tracks: 4_096, presences: 4_096, departures: 4_096)
    let start = ContinuousClock.now
    let desk = StoreDesk(site, books: ledger) { Moment(now: Shop.start) }
    try await desk.learnCredentials()
    let learnt = ContinuousClock.now - start
    let clock = LedgerClock(
      instant: Instant(seconds: 0), time: Shop.start, isTrusted: true)
    var gateway = try Gateway(
      site, ledger: ledger, limits: limits, clock: clock, startingAt: Instant(seconds: 0), seed: 1)
    let restored = try await gateway.restore(at: Instant(seconds: 1))
    let taken = ContinuousClock.now - start
    print(
      String(
        format:
          "a daemon with these books has learnt their tags in %.1f s and listens after %.1f s",
        Double(learnt.inNanoseconds) / 1e9, Double(taken.inNanoseconds) / 1e9))
    guard restored.shoppers == shoppers else { throw Shop.Failure.notKept }
  }

  // MARK: - Steps

  private func enrol(_ number: Int, _ ledger: SQLiteLedger) async throws {
    let beacon = "f7826da6-4fa2-4e98-8024-bc5b71e0893e/\(number >> 16)/\(number & 0xFFFF)"
    guard let credential = KeptCredential(kind: "ibeacon", text: beacon)
    else { throw Shop.Failure.noName }
    try await ledger.enrol(
      Enrolment(
        try Shop.shopper(number), credentials: [credential],
        since: LedgerTime(nanoseconds: 1_779_000_000_000_000_000)))
  }

  /// Puts so many shoppers near every place.
  private func open(_ count: Int, _ ledger: SQLiteLedger, _ shop: Shop) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<count {
        group.addTask {
          let shopper = try Shop.shopper(number)
          let page = shop.opened(Page(for: shopper))
          _ = try await ledger.replace(shopper, page, ifStill: .none)
        }
      }
      try await group.waitForAll()
    }
  }

  /// Reads, decides and reserves, until nobody else has come first.
  private func reserve(
    _ alert: Int, for number: Int, _ ledger: SQLiteLedger, _ shop: Shop
  ) async throws {
    let shopper = try Shop.shopper(number)
    while true {
      let (page, revision) = try await ledger.page(shopper)
      let step = shop.reserving(alert, on: page)
      guard step.decisions.contains(where: { $0.outcome == .send }) else {
        throw Shop.Failure.notSent
      }
      if try await ledger.replace(shopper, step.page, ifStill: revision) { return }
    }
  }
}
