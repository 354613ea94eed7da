import Advertising
import Alerts
import Gateway
import Ledger
import Proximity
import Site
import Testing

@Suite("Arbitration at the gateway")
struct ArbitrationTests {
  /// A shop in which one beacon is at the places of two brands at once.
  private func site(_ more: String = "") throws -> Site {
    let yaml = """
      version: 1
      site: {name: Shop, zone: Europe/London, measured-power: -59}
      receivers: [{id: hub}]
      places:
        - {id: shelf, brand: house, receivers: [hub], radius: 3}
        - {id: table, brand: leaf, receivers: [hub], radius: 3}
      purposes: [{id: offers, text: Offers., benefit: A cheaper tea., version: 1}]
      shoppers:
        - {id: anna, credential: \(GatewayTests.credential), consents: [presence, offers]}
      alerts:
        - {id: a, brand: house, purpose: offers, class: promotion, trigger: {place: shelf, zone: near}}
        - {id: b, brand: leaf, purpose: offers, class: promotion, trigger: {place: table, zone: near}}
      warm-up: 0
      quiet-hours: []
      \(more)
      """
    return try Site(yaml: yaml.utf8, source: "shop.yaml", for: .replay)
  }

  private func decisions(_ site: Site, batch: Int) async throws -> [String] {
    let stay = Shop.stay(0...60) { _ in (GatewayTests.tag, nil) }
    var gateway = try await Shop.gateway(site, MemoryLedger())
    let events = await GatewayTests().ingest(&gateway, stay, batch: batch)
    return events.lines.filter { $0.contains(" send ") || $0.contains(" deny ") }
  }

  @Test("Two brands that become due together are decided 30 s later, whatever the batch size")
  func collected() async throws {
    let site = try site("arbitration: {window: 30s, seed: 5}")
    let lines = try await decisions(site, batch: 1)
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.hasPrefix("36 anna ") })
    #expect(lines.first?.hasSuffix(" allowed") == true && lines.last?.hasSuffix(" gap") == true)
    for batch in [7, 1024] { #expect(try await decisions(site, batch: batch) == lines) }
  }

  @Test("A digest sends both, and a site that collects nothing decides at once")
  func digestAndNone() async throws {
    let digest = try site("arbitration: {window: 30s, seed: 5}\ndigest: true")
    let both = try await decisions(digest, batch: 16)
    #expect(Set(both) == ["36 anna send a allowed", "36 anna send b allowed"])
    #expect(
      try await decisions(site(), batch: 16) == ["6 anna send a allowed", "6 anna deny b gap"])
  }
}
