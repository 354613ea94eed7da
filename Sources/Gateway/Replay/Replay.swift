public import Ledger
public import Proximity
public import Site

/// Recordings on their way through a gateway, merged by time, in bounded memory.
public struct Replay<Pages: AlertLedger>: ~Copyable {
  private var gateway: Gateway<Pages>
  private var recordings: MergedRecordings
  private var batch: [Advertisement] = []

  /// Opens the recordings and enrols the site's shoppers.
  ///
  /// - Parameters:
  ///   - inputs: the recordings; those that come first win ties.
  ///   - site: with the shoppers to recognise.
  ///   - ledger: where the shoppers' pages are kept.
  ///   - origin: what the seconds of CSV recordings count from; the Unix epoch by default.
  ///   - limits: the sizes of all tables; by default as large as the site's shoppers need.
  /// - Throws: ``ReplayError`` when a recording cannot be read or a shopper not be enrolled.
  public init(
    _ inputs: [ReplayInput], at site: Site, ledger: Pages,
    origin: Instant = Instant(nanoseconds: 0), limits: Limits? = nil
  ) async throws(ReplayError) {
    let recordings = try MergedRecordings(
      inputs, at: site, named: site.namedBeacons, origin: origin)
    gateway = try await Self.gateway(
      site, ledger, limits ?? Self.limits(for: site), startingAt: recordings.start ?? origin)
    self.recordings = recordings
  }

  /// The time of the first advertisement, if there is any.
  public var start: Instant? { recordings.start }

  /// Takes in the next few advertisements; nothing at the end of the recordings.
  ///
  /// - Returns: what followed from them, and the time of the last.
  /// - Throws: ``ReplayError/recording(_:)`` when a recording cannot be read any further.
  public mutating func next() async throws(ReplayError) -> (events: [GatewayEvent], time: Instant)?
  {
    guard try recordings.next(into: &batch) else { return nil }
    return (await gateway.ingest(batch), batch[batch.count - 1].time)
  }

  /// The visits that go on at the end of the recordings.
  public var openVisits: [(visit: Dwell, shopper: ShopperID, place: PlaceID)] {
    gateway.openVisits
  }

  /// What the replay has amounted to so far.
  public var summary: ReplaySummary {
    var summary = recordings.summary
    summary.unavailable = gateway.reception.unavailable
    summary.strangers = gateway.reception.strangers
    summary.resolved = gateway.reception.resolved
    let engine = gateway.engineCounters
    summary.elsewhere = engine.invalid
    summary.evicted = engine.tracksEvicted + engine.presencesEvicted + engine.departuresEvicted
    summary.facts = gateway.counters.facts
    summary.decisions = gateway.counters.decisions
    return summary
  }

  /// Tables that fit the shoppers stay near the processor; those of a hub are made for more.
  private static func limits(for site: Site) -> Limits {
    let shoppers = max(64, site.shoppers.count)
    func pairs(with others: Int) -> Int { min(max(4096, shoppers * others), 1_000_000) }
    return Limits(
      shoppers: shoppers, identifiers: shoppers * 10,
      tracks: pairs(with: site.floor.receivers.count), beliefs: min(shoppers, 16_384),
      presences: pairs(with: site.floor.places.count),
      departures: pairs(with: site.floor.places.count))
  }

  private static func gateway(
    _ site: Site, _ ledger: Pages, _ limits: Limits, startingAt start: Instant
  ) async throws(ReplayError) -> Gateway<Pages> {
    do throws(GatewayError) {
      // A replay is not under attack, and the same recording shall always take the same way.
      var gateway = try Gateway(
        site, ledger: ledger, limits: limits, clock: .recording, startingAt: start, seed: 1)
      for shopper in site.shoppers { try await gateway.enrol(shopper, at: start) }
      return gateway
    } catch {
      throw .gateway(error)
    }
  }
}
