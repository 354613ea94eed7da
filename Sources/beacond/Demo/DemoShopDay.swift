import Advertising
import Alerts
import Gateway
import Identity
import Ledger
import Proximity
import Simulation
import Site

/// The simulated shop day on its way from bytes to decisions.
struct DemoShopDay: ~Copyable {
  private var day: SimulatedDay
  private var gateway: Gateway<MemoryLedger>
  private var batch = ReportBatch(capacity: 1024)

  init(_ site: Site) async throws {
    var identities: [ShopperID: Transmitter.Identity] = [:]
    for shopper in site.shoppers { identities[shopper.id] = shopper.credential.onAir }
    let known = identities
    let scenario = try DemoDay.scenario(on: site.floor) { known[$0] }
    let day = try SimulatedDay(scenario, seed: DemoDay.seed)
    let start = scenario.time.lowerBound
    var gateway = try Gateway(
      site, ledger: MemoryLedger(), clock: .recording, startingAt: start, seed: DemoDay.seed)
    for shopper in site.shoppers { try await gateway.enrol(shopper, at: start) }
    self.day = day
    self.gateway = gateway
  }

  /// Takes in the next quarter of a second or so; nothing when the day is over.
  mutating func next() async -> (events: [GatewayEvent], time: Instant)? {
    batch.removeAll()
    var first: Instant?
    var last: Instant?
    while !batch.isFull {
      let isMore = day.next { time, receiver, event in
        // A simulated controller sends no malformed events; if it did, the batch counts them.
        try? batch.append(event, from: receiver, at: time)
        if first == nil { first = time }
        last = time
      }
      guard isMore, let first, let last, last - first < .milliseconds(250) else { break }
    }
    guard let last else { return nil }
    return (await gateway.ingest(batch.advertisements), last)
  }

  /// What the radio heard and what was seen of strangers.
  var counts: (packets: Int, strangers: Int, strangersReports: Int) {
    (day.counters.packets, day.counters.strangers, gateway.reception.strangers)
  }
}

extension SiteCredential {
  /// What a beacon with this credential advertises; nothing for those the simulation has none of.
  fileprivate var onAir: Transmitter.Identity? {
    switch self {
    case .fixed(let identifiers): return identifiers.first.map { .fixed($0) }
    case .ephemeral(let credential):
      guard let key = try? IdentityKey(bytes: credential.key.bytes),
        let exponent = RotationExponent(credential.exponent)
      else { return nil }
      let origin = Instant(nanoseconds: credential.since.nanoseconds)
      return .rotating(every: exponent.period, after: origin) { time in
        let counter = (time - origin).inNanoseconds / 1_000_000_000
        return key.ephemeralIdentifier(
          exponent: exponent, counter: UInt32(truncatingIfNeeded: counter))
      }
    case .name, .resolvable: return nil
    }
  }
}
