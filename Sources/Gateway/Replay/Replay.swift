import Advertising
public import Ledger
public import Proximity
import Recording
public import Site

/// Recordings on their way through a gateway, merged by time, in bounded memory.
public struct Replay<Pages: AlertLedger>: ~Copyable {
  private var gateway: Gateway<Pages>
  private var merged: MergedStreams<RecordingStream>
  private var pending: Advertisement?
  private var batch: [Advertisement] = []

  /// The most advertisements, and the longest stretch of time, that are taken in at once: keys are
  /// worked on between batches.
  private static var batchSize: Int { 1024 }
  private static var batchSpan: Duration { .milliseconds(250) }

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
    var streams: [RecordingStream] = []
    for input in inputs { streams.append(try Self.open(input, site, origin)) }
    var merged = MergedStreams(streams)
    let first = try merged.nextAdvertisement()
    let gateway = try await Self.gateway(
      site, ledger, limits ?? Self.limits(for: site), startingAt: first?.time ?? origin)
    self.gateway = gateway
    self.merged = merged
    pending = first
  }

  /// The time of the first advertisement, if there is any.
  public var start: Instant? { pending?.time }

  /// Takes in the next few advertisements; nothing at the end of the recordings.
  ///
  /// - Returns: what followed from them, and the time of the last.
  /// - Throws: ``ReplayError/recording(_:)`` when a recording cannot be read any further.
  public mutating func next() async throws(ReplayError) -> (events: [GatewayEvent], time: Instant)?
  {
    guard let first = pending else { return nil }
    batch.removeAll(keepingCapacity: true)
    let end = first.time + Self.batchSpan
    while let advertisement = pending, batch.count < Self.batchSize,
      advertisement.time <= end
    {
      batch.append(advertisement)
      pending = try merged.nextAdvertisement()
    }
    return (await gateway.ingest(batch), batch[batch.count - 1].time)
  }

  /// The visits that go on at the end of the recordings.
  public var openVisits: [(visit: Dwell, shopper: ShopperID, place: PlaceID)] {
    gateway.openVisits
  }

  /// What the replay has amounted to so far.
  public var summary: ReplaySummary {
    var summary = ReplaySummary()
    for stream in merged.streams {
      summary.malformed += stream.contents.malformed + stream.astray
      summary.astray += stream.astray
      summary.late += stream.late
      let damage = stream.contents.damage
      if damage.count > 0 { summary.damage.append((stream.name, damage)) }
    }
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
      tracks: pairs(with: site.floor.receivers.count),
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

  private static func open(
    _ input: ReplayInput, _ site: Site, _ origin: Instant
  ) throws(ReplayError) -> RecordingStream {
    let contents: Result<any RecordingContents, ReplayError>
    do throws(RecordingError) {
      contents = try recordingContents(of: input, site, origin)
    } catch {
      if error.kind == .missing, input.receiver == nil, input.path.contains("=") {
        throw .receiverUnknown(argument: input.path, known: site.floor.receivers.map(\.id))
      }
      throw .recording(error)
    }
    return RecordingStream(name: input.path, contents: try contents.get())
  }
}

extension MergedStreams<RecordingStream> {
  fileprivate mutating func nextAdvertisement() throws(ReplayError) -> Advertisement? {
    do throws(RecordingError) {
      return try next()
    } catch {
      throw .recording(error)
    }
  }
}
