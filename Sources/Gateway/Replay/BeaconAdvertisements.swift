import Advertising
import Ledger
public import Proximity
public import Site

/// The advertisements of one beacon in recordings, merged by time: what a calibration listens to.
///
/// All others are compared and dropped, as the resolver does.
public struct BeaconAdvertisements: ~Copyable {
  private var gateway: Gateway<MemoryLedger>
  private var recordings: MergedRecordings
  private var batch: [Advertisement] = []

  /// Opens the recordings.
  ///
  /// - Parameters:
  ///   - inputs: the recordings; those that come first win ties.
  ///   - beacon: how it is recognised. A name need not be of the site: it is what a CSV recording
  ///     calls the beacon, or what the beacon advertises as `BeaconIdentifier` writes it.
  ///   - site: with the receivers.
  ///   - origin: what the seconds of CSV recordings count from; the Unix epoch by default.
  /// - Throws: ``ReplayError`` when a recording cannot be read or the beacon not be recognised.
  public init(
    _ inputs: [ReplayInput], of beacon: SiteCredential, at site: Site,
    origin: Instant = Instant(nanoseconds: 0)
  ) throws(ReplayError) {
    var named: [String: BeaconIdentifier] = [:]
    var credential = beacon
    if case .name(let name) = beacon {
      let identifier = BeaconIdentifier(kind: .name, high: 0)
      named[name] = identifier
      credential = .fixed([identifier] + Self.advertised(as: name))
    }
    let recordings = try MergedRecordings(inputs, at: site, named: named, origin: origin)
    gateway = try Self.gateway(of: credential, at: site, startingAt: recordings.start ?? origin)
    self.recordings = recordings
  }

  /// The next few advertisements of the beacon that have an RSSI, perhaps none; nothing at the end
  /// of the recordings.
  ///
  /// - Throws: ``ReplayError/recording(_:)`` when a recording cannot be read any further.
  public mutating func next() throws(ReplayError) -> [Advertisement]? {
    guard try recordings.next(into: &batch) else { return nil }
    return gateway.recognised(batch)
  }

  /// What has been heard so far; there are no facts and decisions.
  public var summary: ReplaySummary {
    var summary = recordings.summary
    summary.unavailable = gateway.reception.unavailable
    summary.strangers = gateway.reception.strangers
    summary.resolved = gateway.reception.resolved
    return summary
  }

  /// The identifiers that a text may stand for; an address that does not say stands for both kinds.
  private static func advertised(as text: String) -> [BeaconIdentifier] {
    let kinds: [BeaconIdentifier.Kind] = [.iBeacon, .altBeacon, .eddystoneUID]
    return kinds.compactMap { BeaconIdentifier(text, kind: $0) }
      + ["", "/random"].compactMap { BeaconIdentifier(text + $0, kind: .address) }
  }

  /// A gateway that knows one beacon, and whose engine hears nothing.
  private static func gateway(
    of beacon: SiteCredential, at site: Site, startingAt start: Instant
  ) throws(ReplayError) -> Gateway<MemoryLedger> {
    let limits = Limits(shoppers: 1, identifiers: 64, tracks: 64, presences: 64, departures: 64)
    do throws(GatewayError) {
      var gateway = try Gateway(
        site, ledger: MemoryLedger(), limits: limits, clock: .recording, startingAt: start, seed: 1)
      try gateway.enrol("carrier", beacon, measuredPower: nil, at: start)
      return gateway
    } catch {
      throw .gateway(error)
    }
  }
}
