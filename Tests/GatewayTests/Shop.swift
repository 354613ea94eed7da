import Advertising
import Alerts
import Gateway
import Ledger
import Proximity
import Site

/// A shop with one shelf, and beacons to hear there.
enum Shop {
  static let start = Instant(seconds: 1_779_000_000)

  /// The site file; `credential` is that of the one shopper, `extra` goes at the end.
  static func site(
    credential: String, consents: String = "[presence, offers, help]", extra: String = ""
  ) throws -> Site {
    let yaml = """
      version: 1
      site: {name: Shop, zone: Europe/London, measured-power: -59}
      receivers: [{id: hub}]
      places: [{id: shelf, brand: house, receivers: [hub], radius: 3}]
      purposes:
        - {id: offers, text: Offers., benefit: A cheaper tea., version: 1}
        - {id: help, text: Help., benefit: Less waiting., version: 1}
      shoppers:
        - {id: anna, credential: \(credential), consents: \(consents)}
      alerts:
        - {id: till, brand: house, purpose: help, class: service, \
      trigger: {place: shelf, zone: near, dwell: 20s}}
        - {id: queue, brand: house, purpose: help, class: service, \
      trigger: {place: shelf, zone: near, dwell: 30s}}
      caps: [{count: 5, per: 24h}]
      quiet-hours: []
      \(extra)
      """
    return try Site(yaml: Array(yaml.utf8), source: "shop.yaml", for: .replay)
  }

  static func gateway<Pages: AlertLedger>(
    _ site: Site, _ ledger: Pages
  ) async throws -> Gateway<Pages> {
    var gateway = try Gateway(
      site, ledger: ledger, limits: Limits(shoppers: 16, identifiers: 64), clock: .recording,
      startingAt: start, seed: 7)
    for shopper in site.shoppers { try await gateway.enrol(shopper, at: start) }
    return gateway
  }

  /// A report a second, at the shelf, of whatever the beacon advertises at the time.
  ///
  /// One look never is enough to believe in presence, and two like these are: it begins a second
  /// after the first.
  static func stay(
    _ seconds: ClosedRange<Int>,
    _ identity: (Instant) -> (beacon: BeaconIdentifier?, address: AdvertisingAddress?)
  ) -> [Advertisement] {
    seconds.map { second in
      let time = start + .seconds(second)
      let (beacon, address) = identity(time)
      return Advertisement(
        time: time, receiver: ReceiverIndex(0), rssi: -55, beacon: beacon, address: address)
    }
  }
}

extension [GatewayEvent] {
  /// Visits and decisions, one short line each, with seconds since the shop opened.
  var lines: [String] {
    compactMap { event in
      let second = (event.time - Shop.start).components.seconds
      switch event {
      case .fact(.near, _, _): return nil
      case .fact(.dwell(let dwell), let shopper, let place):
        return "\(second) \(shopper) \(dwell.phase) \(place) \(dwell.dwell.components.seconds)"
      case .fact(.return(let back), let shopper, let place):
        return "\(second) \(shopper) returned \(place) \(back.away.components.seconds)"
      case .decision(let decision, let shopper, _):
        return "\(second) \(shopper) \(decision.outcome) \(decision.candidate.alert) "
          + decision.reason.code.rawValue
      }
    }
  }
}
