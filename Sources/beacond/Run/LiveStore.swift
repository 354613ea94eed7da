import BlueZ
import Foundation
import Gateway
import Ledger
import Logging
import Proximity
import ServiceLifecycle
import Site

/// A store that is live: what its adapters hear becomes facts and decisions, until it is told to stop.
///
/// Generic over the ledger, so that it does not matter where pages are kept.
struct LiveStore<Books: WholeLedger>: Service {
  let site: Site
  let books: LiveBooks<Books>
  let clock: StoreClock
  let stream: AdvertisementStream
  let format: EventFormat
  let reload: Reload
  let socket = NotifySocket()

  func run() async throws {
    // The sequence ends, and with it the loop below, once the adapters are as they were.
    try await withTaskCancellationHandler {
      try await withGracefulShutdownHandler {
        try await listen()
      } onGracefulShutdown: {
        socket.tell("STOPPING=1")
        Task { await stream.stop() }
      }
    } onCancel: {
      Task { await stream.stop() }
    }
  }

  private func listen() async throws {
    let epoch = clock.epoch
    var books = books
    var gateway = try await gateway(site, &books)
    var printer = EventPrinter(format, site)
    var progress = LiveProgress(site, socket)
    for try await element in stream {
      let now = epoch.instant(element.time)
      if let fresh = reload.take() {
        books.desk.replaceSite(fresh)
        gateway = try await self.gateway(fresh, &books)
        printer = EventPrinter(format, fresh)
        Logger.command.notice("the site has been read anew")
      }
      gateway.clock = clock.reading(at: now)
      gateway.halt = books.desk.halt
      var events = books.admit(into: &gateway, at: now)
      for change in element.health {
        progress.note(change)
        events += await gateway.setHealth(
          change.health.forEngine, of: change.receiver, at: epoch.instant(change.time))
      }
      if !element.advertisements.isEmpty {
        let heard = element.advertisements.map { advertisement in
          var advertisement = advertisement
          advertisement.time = epoch.instant(advertisement.time)
          return advertisement
        }
        events += await gateway.ingest(heard)
      }
      events += await gateway.advance(to: now)
      await books.settle(events, at: now, by: gateway.clock)
      await books.refresh(gateway, at: now)
      try printer.print(events)
      try printer.flush()
      progress.tell(gateway.reception, stream.counts, shed: stream.shed)
    }
    try printer.print(gateway.openVisits)
    try printer.flush()
  }

  /// As large as the site's shoppers need: what is small stays near the processor, and starts soon.
  private static func limits(for site: Site, enrolled: Int) -> Limits {
    // Some more will enrol before the next start.
    let shoppers = max(1024, site.shoppers.count + enrolled + enrolled / 4)
    func pairs(with others: Int) -> Int { min(max(4096, shoppers * others), 1_000_000) }
    return Limits(
      shoppers: shoppers, identifiers: shoppers * 10,
      tracks: pairs(with: site.floor.receivers.count), beliefs: min(shoppers, 16_384),
      presences: pairs(with: site.floor.places.count),
      departures: pairs(with: site.floor.places.count))
  }

  private func gateway(_ site: Site, _ books: inout LiveBooks<Books>) async throws -> Gateway<Books>
  {
    let enrolled = try await books.desk.learnCredentials()
    try await books.desk.recallHalt()
    let now = clock.epoch.instant(RadioClock.now)
    var gateway = try Gateway(
      site, ledger: books.desk.books, limits: Self.limits(for: site, enrolled: enrolled),
      clock: clock.reading(at: now), startingAt: now, seed: .random(in: 0 ... .max))
    for receiver in site.floor.receivers.indices {
      // Until an adapter is known to hear, not hearing through it means nothing.
      _ = await gateway.setHealth(.unhealthy, of: ReceiverIndex(UInt16(receiver)), at: now)
    }
    for shopper in site.shoppers { try await gateway.enrol(shopper, at: now) }
    gateway.halt = books.desk.halt
    try await books.restore(&gateway, at: now)
    return gateway
  }
}

/// A site that has been read anew and waits to be taken over.
final class Reload: Sendable {
  private let lock = NSLock()
  nonisolated(unsafe) private var site: Site?

  func offer(_ fresh: Site) { lock.withLock { unsafe site = fresh } }

  func take() -> Site? {
    lock.withLock {
      defer { unsafe site = nil }
      return unsafe site
    }
  }
}
