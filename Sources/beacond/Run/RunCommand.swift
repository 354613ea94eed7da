import ArgumentParser
import BlueZ
import Foundation
import Ledger
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

      Decisions are kept in memory: a restart opens all caps. Until a registry of shoppers is there, \
      --trial enrols those of the site file, which are otherwise refused.

      Example: beacond run --site shop.yaml --adapter door=hci0 --adapter till=hci1
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

  func run() async throws {
    let site = try read()
    let bindings = try AdapterChoice.bindings(adapter, at: site)
    var options = path.options
    let folder = state ?? ProcessInfo.processInfo.environment["RUNTIME_DIRECTORY"]
    options.record = folder.map { "\($0)/monitors" }
    let reload = Reload()
    let store = LiveStore(
      site: site, ledger: MemoryLedger(),
      stream: try AdvertisementStream(bindings, options: options), format: format, reload: reload)
    var configuration = ServiceGroupConfiguration(
      services: [
        .init(
          service: store, successTerminationBehavior: .gracefullyShutdownGroup,
          failureTerminationBehavior: .cancelGroup),
        .init(service: SiteReloading(reload: reload, site: site, read: read)),
      ], gracefulShutdownSignals: [.sigterm, .sigint],
      logger: Logger(label: "lifecycle") { _ in
        SwiftLogNoOpLogHandler()
      })
    configuration.maximumGracefulShutdownDuration = .seconds(10)
    try await ServiceGroup(configuration: configuration).run()
  }

  @Sendable private func read() throws -> Site {
    let bytes = try SiteFile.bytes(site)
    return try Site(yaml: bytes, source: site, allowsShoppers: trial)
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
        reload.offer(fresh)
      } catch {
        let reason = Failure(error)?.message ?? "\(error)"
        Logger.command.error("\(reason); the old site stays")
      }
    }
  }
}
