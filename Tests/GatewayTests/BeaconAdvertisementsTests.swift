import Advertising
import Foundation
import Gateway
import Identity
import Proximity
import Recording
import Site
import Testing

@Suite("The advertisements of one beacon")
struct BeaconAdvertisementsTests {
  /// Those that are recognised in a file of these bytes, as seconds since the shop opened.
  func heard(
    _ bytes: [UInt8], of credential: SiteCredential, at site: Site
  ) throws -> (seconds: [Double], powers: [Float?], ReplaySummary) {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("beacon-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    var recording = try BeaconAdvertisements([ReplayInput(path: path)], of: credential, at: site)
    var found: [Advertisement] = []
    while let next = try recording.next() { found += next }
    #expect(found.allSatisfy { $0.rssi == -62 && $0.receiver == ReceiverIndex(0) })
    return (
      found.map { ($0.time - Shop.start).inNanoseconds }.map { Double($0) / 1e9 },
      found.map(\.measuredPower), recording.summary
    )
  }

  @Test("Names are those of the recording, whoever they are, and all others are strangers")
  func names() throws {
    let site = try Shop.site(credential: "{name: tag}")
    var text = "time,receiver,beacon,rssi\n"
    for (index, name) in ["tag", "guide", "tag", "other", "guide"].enumerated() {
      text += "\(Shop.start.seconds + Double(index)),hub,\(name),-62\n"
    }
    text += "\(Shop.start.seconds + 5),hub,guide,127\n"
    let guide = try heard(Array(text.utf8), of: .name("guide"), at: site)
    #expect(guide.seconds == [1, 4])
    #expect(guide.2.strangers == 3 && guide.2.unavailable == 1 && guide.2.resolved == 2)
    #expect(
      try heard(Array(text.utf8), of: site.shoppers[0].credential, at: site).seconds == [0, 2])
    #expect(try heard(Array(text.utf8), of: .name("nobody"), at: site).seconds == [])
  }

  @Test("A beacon is known by what it advertises, also as text")
  func advertised() throws {
    let site = try Shop.site(credential: GatewayTests.credential)
    var writer = BtsnoopWriter()
    for second in 0..<4 {
      try writer.append(
        Self.event(Self.beacon, second % 2 == 0 ? 0xC0FF_EE00_0001 : 0xC0FF_EE00_0002).span,
        at: Shop.start + .seconds(second))
    }
    let bytes = writer.bytes
    for credential in [
      site.shoppers[0].credential, .name("F7826DA6-4FA2-4E98-8024-BC5B71E0893E/1/7"),
    ] {
      let found = try heard(bytes, of: credential, at: site)
      #expect(found.seconds == [0, 1, 2, 3])
      #expect(found.powers == [-60, -60, -60, -60])
    }
    #expect(try heard(bytes, of: .name("c0:ff:ee:00:00:02"), at: site).seconds == [1, 3])
    #expect(try heard(bytes, of: .name("c0:ff:ee:00:00:02/random"), at: site).seconds == [1, 3])
    #expect(try heard(bytes, of: .name("c0:ff:ee:00:00:03"), at: site).seconds == [])
  }

  @Test("Private addresses and ephemeral identifiers are followed through their changes")
  func keys() throws {
    let key = try IdentityKey(hexadecimal: "ec0234a357c8ad05341010a60a397d9b")
    let site = try Shop.site(credential: "{irk: ec0234a357c8ad05341010a60a397d9b}")
    var writer = BtsnoopWriter()
    for second in 0..<1200 {
      let address = key.privateAddress(random: 0x70_8194 + UInt32(second / 600))
      try writer.append(
        Self.event([], address.bits).span, at: Shop.start + .seconds(second))
    }
    let found = try heard(writer.bytes, of: site.shoppers[0].credential, at: site)
    #expect(found.seconds.count >= 1190)
    #expect(found.seconds.last == 1199)
  }

  private static let beacon: [UInt8] =
    [0x02, 0x01, 0x06, 0x1A, 0xFF, 0x4C, 0x00, 0x02, 0x15]
    + [0xF7, 0x82, 0x6D, 0xA6, 0x4F, 0xA2, 0x4E, 0x98, 0x80, 0x24, 0xBC, 0x5B, 0x71, 0xE0, 0x89]
    + [0x3E, 0x00, 0x01, 0x00, 0x07, 0xC4]

  /// An LE Advertising Report of one advertisement of a random address at -62 dBm.
  private static func event(_ data: [UInt8], _ address: UInt64) -> [UInt8] {
    let octets = (0..<6).map { UInt8(truncatingIfNeeded: address >> (8 * UInt64($0))) }
    let report = [0x03, 0x01] + octets + [UInt8(data.count)] + data + [UInt8(bitPattern: -62)]
    return [0x3E, UInt8(report.count + 2), 0x02, 0x01] + report
  }
}
