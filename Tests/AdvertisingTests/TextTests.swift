import Advertising
import Testing

@Suite struct TextTests {
  @Test("An address reads as it is printed", arguments: 0..<50 as Range<UInt64>)
  func addresses(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let bits = UInt64.random(in: 0..<(1 << 48), using: &generator)
    let address = AdvertisingAddress(bits: bits, kind: .public)
    #expect(AdvertisingAddress(address.description) == address)
    #expect(AdvertisingAddress("\(address)/public") == address)
    #expect(AdvertisingAddress("\(address)/random") == AdvertisingAddress(random: bits))
    #expect(AdvertisingAddress(address.description.lowercased()) == address)
  }

  @Test("An address is printed first byte first")
  func order() {
    let address = AdvertisingAddress(bits: 0x0123_4567_89AB, kind: .public)
    #expect(address.description == "01:23:45:67:89:AB")
  }

  @Test(
    "Text that is no address is refused",
    arguments: [
      "", ":", "01:23:45:67:89", "01:23:45:67:89:A", "01:23:45:67:89:AB:", "0123456789AB",
      "01:23:45:67:89:AG", "01-23-45-67-89-AB", " 01:23:45:67:89:AB", "01:23:45:67:89:AB/static",
      "01:23:45:67:89:AB/", "01:23:45:67:89:ÄB",
    ])
  func refusedAddresses(text: String) {
    #expect(AdvertisingAddress(text) == nil)
  }

  @Test("An identifier reads as it is written", arguments: 0..<50 as Range<UInt64>)
  func identifiers(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let (high, middle) = (generator.next(), generator.next())
    let low = UInt32(truncatingIfNeeded: generator.next())
    let identifiers = [
      BeaconIdentifier(kind: .iBeacon, high: high, middle: middle, low: low),
      BeaconIdentifier(kind: .altBeacon, high: high, middle: middle, low: low),
      BeaconIdentifier(kind: .eddystoneUID, high: high, middle: middle),
      BeaconIdentifier(kind: .eddystoneEID, high: high),
      AdvertisingAddress(bits: high >> 16, kind: .public).identifier,
      AdvertisingAddress(random: high >> 16).identifier,
    ]
    for identifier in identifiers {
      #expect(BeaconIdentifier(identifier.description, kind: identifier.kind) == identifier)
      let uppercased = identifier.description.uppercased()
      if identifier.kind != .address {
        #expect(BeaconIdentifier(uppercased, kind: identifier.kind) == identifier)
      }
    }
  }

  @Test("Identifiers are written as their formats are known")
  func forms() {
    let iBeacon = IBeacon(
      uuid: 0xf782_6da6_4fa2_4e98_8024_bc5b_71e0_893e, major: 1, minor: 65535, measuredPower: -59)
    #expect(
      iBeacon.identifier.description == "f7826da6-4fa2-4e98-8024-bc5b71e0893e/1/65535")
    #expect(iBeacon.uuid == 0xf782_6da6_4fa2_4e98_8024_bc5b_71e0_893e)
    #expect((iBeacon.major, iBeacon.minor) == (1, 65535))
    let uid = BeaconIdentifier(
      kind: .eddystoneUID, high: 0x8b0c_a750_0954_77cb, middle: 0x3e77_0100_0000_0002)
    #expect(uid.description == "8b0ca750095477cb3e77/010000000002")
  }

  @Test(
    "The separators of an identifier may vary, the hyphens of a UUID may be left out",
    arguments: [
      "f7826da6-4fa2-4e98-8024-bc5b71e0893e/1/2", "F7826DA64FA24E988024BC5B71E0893E/1/2",
      "f7826da6-4fa2-4e98-8024-bc5b71e0893e:1:2", "f7826da6-4fa2-4e98-8024-bc5b71e0893e,1,2",
      "f7826da6-4fa2-4e98-8024-bc5b71e0893e 1 2", "f7826da64fa24e988024bc5b71e0893e/0001/00002",
    ])
  func variants(text: String) {
    let expected = BeaconIdentifier(
      kind: .iBeacon, high: 0xf782_6da6_4fa2_4e98, middle: 0x8024_bc5b_71e0_893e, low: 0x1_0002)
    #expect(BeaconIdentifier(text, kind: .iBeacon) == expected)
  }

  @Test(
    "Text that is no identifier is refused",
    arguments: [
      (.iBeacon, ""), (.iBeacon, "f7826da6-4fa2-4e98-8024-bc5b71e0893e"),
      (.iBeacon, "f7826da6-4fa2-4e98-8024-bc5b71e0893e/1"),
      (.iBeacon, "f7826da6-4fa2-4e98-8024-bc5b71e0893e/1/"),
      (.iBeacon, "f7826da6-4fa2-4e98-8024-bc5b71e0893e/1/2/3"),
      (.iBeacon, "f7826da6-4fa2-4e98-8024-bc5b71e0893e/65536/1"),
      (.iBeacon, "f7826da6-4fa2-4e98-8024-bc5b71e0893e/1/100000000000000000000000"),
      (.iBeacon, "f7826da6-4fa2-4e98-8024-bc5b71e0893e/-1/2"),
      (.iBeacon, "f7826da6--4fa2-4e98-8024-bc5b71e0893e/1/2"),
      (.iBeacon, "f782-6da64fa2-4e98-8024-bc5b71e0893e/1/2"),
      (.altBeacon, "2f234454cf6d4a0fadf2f4911ba9ffa60001000"),
      (.altBeacon, "2f234454cf6d4a0fadf2f4911ba9ffa6000100023"),
      (.altBeacon, "zf234454cf6d4a0fadf2f4911ba9ffa600010002"),
      (.eddystoneUID, "8b0ca750095477cb3e77//010000000000"),
      (.eddystoneUID, "8b0ca750095477cb3e77"), (.eddystoneEID, "a9b76a71c5f8929"),
      (.eddystoneEID, "a9b76a71c5f8929000"), (.address, "01:23:45:67:89"),
      (.name, ""), (.name, "a name of 21 bytes ..."), (.name, "nul\0"),
    ] as [(BeaconIdentifier.Kind, String)])
  func refusedIdentifiers(kind: BeaconIdentifier.Kind, text: String) {
    #expect(BeaconIdentifier(text, kind: kind) == nil)
  }

  @Test(
    "A name of up to 20 bytes is kept as it is",
    arguments: [
      "a", "beacon_1", "12345678", "123456789", "Größe 46 — links", "12345678901234567890",
    ])
  func names(text: String) throws {
    let identifier = try #require(BeaconIdentifier(text, kind: .name))
    #expect(identifier.description == text)
    #expect(identifier.kind == .name)
  }

  @Test("Public and random addresses with the same bits are different identifiers")
  func addressKinds() {
    let publicText = BeaconIdentifier("01:23:45:67:89:AB/public", kind: .address)
    let randomText = BeaconIdentifier("01:23:45:67:89:AB/random", kind: .address)
    #expect(publicText != randomText)
    #expect(publicText?.description == "01:23:45:67:89:AB/public")
    #expect(randomText?.description == "01:23:45:67:89:AB/random")
  }
}
