import Alerts
import ArgumentParser
import BlueZ
import Control
import Delivery
import Foundation
import Gateway
import Ledger
import LedgerSQLite
import Logging
import Proximity
import ServiceLifecycle
import Site
import UnixSignals

/// `beacond run`: a live store.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Listen with this machine's Bluetooth adapters and print facts and decisions.",
    discussion: """
      Needs CAP_NET_ADMIN, and CAP_NET_RAW to tell hardware errors and bluetoothd; the service unit \
      gives just these. Adapters that are pulled, blocked or switched off are told, and listened to \
      again by themselves. SIGTERM ends it within two seconds and leaves the adapters as they were; \
      SIGHUP reads the site file again.

      Shoppers enrol through 'beacond shopper'. Who they are, what they said, their visits and what was \
      sent are kept in the books, sealed; without --books all of it is forgotten at the end. --trial \
      enrols the shoppers of the site file, which are otherwise refused.

      Example: beacond run --site shop.yaml --adapter door=hci0 --adapter till=hci1 \
      --books /var/lib/beacond --master-key /var/lib/beacond-key/master
      """)

  @Option(help: "The site file (YAML).", completion: .file(extensions: ["yaml", "yml"]))
  var site: String

  @Option(
    help: ArgumentHelp(
      """
      Which adapter listens for a receiver: hci0, an address or any. May be given for up to six; a \
      site with one receiver takes any adapter by default.
      """, valueName: "[receiver=]adapter"))
  var adapter: [AdapterChoice] = []

  @Option(help: "Through what it listens: automatic, monitor, raw or user.")
  var path = RadioPath.automatic

  @Option(help: "A table for people or JSON Lines for programs.")
  var format = EventFormat.table

  @Flag(help: "Enrol the shoppers of the site file.")
  var trial = false

  @Option(
    help: """
      A folder that a restart outlives and a boot does not, to note what must be undone after a \
      crash; by default $RUNTIME_DIRECTORY.
      """, completion: .directory)
  var state: String?

  @Option(
    help: ArgumentHelp(
      "The folder for reports of visitors, one a day, if the site counts them.", valueName: "folder"
    ),
    completion: .directory)
  var reports: String?

  @OptionGroup(title: "Books") var books: BooksOptions

  @OptionGroup(title: "Delivery") var delivery: DeliveryOptions

  @Option(
    help: ArgumentHelp(
      """
      The control socket by which 'beacond shopper' asks; by default 'control' in \
      $RUNTIME_DIRECTORY. Without either, nobody can.
      """, valueName: "path"))
  var control: String?

  private var runtime: String? {
    state ?? ProcessInfo.processInfo.environment["RUNTIME_DIRECTORY"]
  }

  func run() async throws {
    // First thing, before any key is read.
    let guarded = ProcessGuard.engage()
    if !guarded.dumpsForbidden {
      Logger.command.warning("core dumps could not be forbidden; see LimitCORE in the unit")
    }
    // What is wrong with the words is said before anything is made.
    let site = try read()
    let adapters = try AdapterChoice.bindings(adapter, at: site)
    guard var configuration = try books.configuration() else {
      Logger.command.warning(
        "without --books decisions are kept in memory: a restart opens all caps")
      return try await run(site, adapters, keeping: MemoryLedger(), exchange: nil)
    }
    if !guarded.memoryLocked {
      Logger.command.warning(
        "memory is not locked, so keys may be swapped out; see LimitMEMLOCK in the unit")
    }
    // A return is to be one after a restart as well.
    configuration.retention = try Retention(
      max(site.floor.visits.memory, Retention.standard.period))
    let ledger = try await SQLiteLedger(configuration)
    do {
      try await run(site, adapters, keeping: ledger) { moment throws(LedgerError) in
        _ = try await ledger.exchangeMasterKey(at: moment)
      }
    } catch {
      await ledger.close()
      throw error
    }
    await ledger.close()
  }

  private func run(
    _ site: Site, _ adapters: [AdapterBinding], keeping ledger: some WholeLedger,
    exchange: (@Sendable (Moment) async throws(LedgerError) -> Void)?
  ) async throws {
    let clock = StoreClock(kept: runtime.flatMap { KeptClock(in: $0) })
    let webhook = try delivery.makeWebhook(from: "/\(site.floor.receivers[0].id)") {
      clock.moment.now
    }
    let desk = StoreDesk(site, books: ledger, names: webhook?.names) { clock.moment }
    var deliver: (@Sendable (ReservedDigest) async -> Void)?
    if let webhook {
      let dispatcher = Dispatcher(
        to: webhook.sink, desk: desk, names: webhook.names, limits: try DispatchLimits())
      desk.onWithdrawal { await dispatcher.callOff($0) }
      desk.onRequest { await dispatcher.request($0, at: clock.moment.now) }
      desk.onHalt { halt in
        await dispatcher.setStopped(halt.isStopped)
        for pilot in halt.pilots { await dispatcher.callOff(alert: pilot) }
      }
      deliver = { await dispatcher.submit($0) }
    }
    let reload = Reload()
    let store = LiveStore(
      site: site,
      books: LiveBooks(
        desk, reports: try VisitorReports(of: site, into: reports), deliver: deliver), clock: clock,
      stream: try AdvertisementStream(adapters, options: options()), format: format,
      reload: reload)
    var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
      .init(
        service: store, successTerminationBehavior: .gracefullyShutdownGroup,
        failureTerminationBehavior: .cancelGroup),
      .init(service: SiteReloading(reload: reload, site: site, read: read)),
      .init(service: Upkeep(desk: desk, exchange: exchange, clock: clock)),
    ]
    if let path = control ?? runtime.map({ "\($0)/control" }) {
      // Bound before anything else runs, so that a socket nobody can have ends the daemon with its
      // reason.
      let server = try await ControlServer(at: path, handler: desk)
      services.append(.init(service: ControlService(server: server)))
    }
    var configuration = ServiceGroupConfiguration(
      services: services, gracefulShutdownSignals: [.sigterm, .sigint],
      logger: Logger(label: "lifecycle") { _ in
        SwiftLogNoOpLogHandler()
      })
    configuration.maximumGracefulShutdownDuration = .seconds(10)
    try await ServiceGroup(configuration: configuration).run()
    await webhook?.sink.shutDown()
  }

  private func options() -> RadioOptions {
    var options = path.options
    options.record = runtime.map { "\($0)/monitors" }
    return options
  }

  @Sendable private func read() throws -> Site {
    let bytes = try SiteFile.bytes(site)
    return try Site(yaml: bytes, source: site, for: trial ? .replay : .live)
  }
}

/// Reads the site anew at every SIGHUP. A file that is wrong changes nothing.
struct SiteReloading: Service {
  let reload: Reload
  let site: Site
  let read: @Sendable () throws -> Site

  func run() async throws {
    for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
      do {
        let fresh = try read()
        guard fresh.floor.receivers.map(\.id) == site.floor.receivers.map(\.id) else {
          Logger.command.error("the receivers have changed: restart instead; the old site stays")
          continue
        }
        guard fresh.counting == site.counting else {
          Logger.command.error("what is counted has changed: restart instead; the old site stays")
          continue
        }
        reload.offer(fresh)
      } catch {
        let reason = Failure(error)?.message ?? "\(error)"
        Logger.command.error("\(reason); the old site stays")
      }
    }
  }
}
