import Advertising
import Testing

@Suite struct BeaconTests {
  @Test("An iBeacon is read as it was written", arguments: 0..<20 as Range<UInt64>)
  func iBeacon(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let bytes = generator.bytes(21)
    let beacon = try decode([0xFF, 0x4C, 0x00, 0x02, 0x15] + bytes)
    let expected = IBeacon(
      uuid: bytes[0..<16].reduce(0) { $0 << 8 | UInt128($1) },
      major: UInt16(bytes[16]) << 8 | UInt16(bytes[17]),
      minor: UInt16(bytes[18]) << 8 | UInt16(bytes[19]),
      measuredPower: Int8(bitPattern: bytes[20]))
    #expect(beacon == .iBeacon(expected))
    #expect(beacon?.identifier == expected.identifier)
    #expect(beacon?.measuredPower == Int(expected.measuredPower))
  }

  @Test(
    "Identifiers keep their bytes in order, whatever the format",
    arguments: 0..<20 as Range<UInt64>)
  func identifiers(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let id = generator.bytes(20)
    let text = id.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let altBeacon = try decode([0xFF, 0x18, 0x01, 0xBE, 0xAC] + id + [0xC5, 0x00])
    #expect(altBeacon?.identifier == BeaconIdentifier(text, kind: .altBeacon))
    let uid = try decode([0x16, 0xAA, 0xFE, 0x00, 0x00] + id[..<16] + [0, 0])
    #expect(uid?.identifier == BeaconIdentifier(String(text.prefix(32)), kind: .eddystoneUID))
    let eid = try decode([0x16, 0xAA, 0xFE, 0x30, 0x00] + id[..<8])
    #expect(eid?.identifier == BeaconIdentifier(String(text.prefix(16)), kind: .eddystoneEID))
  }

  @Test("Eddystone's power at 0 m is 41 dB more than at 1 m, and counts from -100 to 20 only")
  func power() {
    for raw in Int8.min...Int8.max {
      let expected = (-100...20).contains(raw) ? Int(raw) - 41 : nil
      #expect(EddystonePower(rawValue: raw).at1Metre == expected)
    }
  }

  @Test("AltBeacon's reference RSSI counts from -127 to 0 only")
  func referenceRSSI() throws {
    for raw in UInt8.min...UInt8.max {
      let beacon = try decode(
        [0xFF, 0x18, 0x01, 0xBE, 0xAC] + [UInt8](repeating: 1, count: 20) + [raw, 0])
      let signed = Int(Int8(bitPattern: raw))
      #expect(beacon?.measuredPower == ((-127...0).contains(signed) ? signed : nil))
    }
  }

  @Test(
    "A URL is its scheme, then every byte as the tables say", arguments: 0..<50 as Range<UInt64>)
  func url(seed: UInt64) throws {
    let schemes = ["http://www.", "https://www.", "http://", "https://"]
    let domains = ["com", "org", "edu", "net", "info", "biz", "gov"]
    let expansions = domains.map { ".\($0)/" } + domains.map { ".\($0)" }
    var generator = SeededGenerator(seed: seed)
    let scheme = UInt8.random(in: 0..<4, using: &generator)
    let codes = (0..<Int.random(in: 0...17, using: &generator)).map { _ in
      Bool.random(using: &generator)
        ? UInt8.random(in: 0..<14, using: &generator)
        : UInt8.random(in: 33..<127, using: &generator)
    }
    let expected = codes.reduce(schemes[Int(scheme)]) { text, code in
      text + (code < 14 ? expansions[Int(code)] : String(UnicodeScalar(code)))
    }
    let beacon = try decode([0x16, 0xAA, 0xFE, 0x10, 0x00, scheme] + codes)
    guard case .eddystoneURL(let url)? = beacon else {
      Issue.record("\(String(describing: beacon)) is no URL")
      return
    }
    #expect(url.text == expected)
  }

  @Test("Anything foreign in an advertisement makes all of it foreign")
  func foreign() {
    let iBeacon: [UInt8] =
      [0x1A, 0xFF, 0x4C, 0x00, 0x02, 0x15] + [UInt8](repeating: 1, count: 20) + [0xC5]
    let tracker: [UInt8] = [0x05, 0x16, 0xB2, 0xFC, 0x01, 0x00]
    for bytes in [iBeacon + tracker, tracker + iBeacon] {
      let beacon = Beacon.first(in: bytes.span, 0..<bytes.count)
      #expect(beacon?.isForeign == true)
      #expect(beacon?.identifier == nil)
      #expect(beacon?.measuredPower == nil)
    }
    #expect(Beacon.first(in: iBeacon.span, 0..<iBeacon.count)?.isForeign == false)
  }

  @Test("The first of two beacons counts, and none behind a malformed structure")
  func first() {
    let uid: [UInt8] = [0x17, 0x16, 0xAA, 0xFE, 0, 0] + [UInt8](repeating: 2, count: 18)
    let eid: [UInt8] = [0x0D, 0x16, 0xAA, 0xFE, 0x30, 0, 1, 2, 3, 4, 5, 6, 7, 8]
    #expect(Beacon.first(in: (uid + eid).span, 0..<38)?.identifier?.kind == .eddystoneUID)
    #expect(Beacon.first(in: (eid + uid).span, 0..<38)?.identifier?.kind == .eddystoneEID)
    #expect(Beacon.first(in: (uid + eid).span, 24..<38)?.identifier?.kind == .eddystoneEID)
    let broken: [UInt8] = [0x03, 0x16, 0xAA, 0xFE]
    #expect(Beacon.first(in: (broken + eid).span, 0..<18) == nil)
    #expect(Beacon.first(in: (eid + broken).span, 0..<18)?.identifier?.kind == .eddystoneEID)
  }

  /// Decodes a structure from its type and data.
  private func decode(_ typeAndData: [UInt8]) throws(DecodeError) -> Beacon? {
    let structure = ADStructure(
      type: ADType(rawValue: typeAndData[0]), payload: 1..<typeAndData.count)
    return try Beacon.decode(structure, in: typeAndData.span)
  }
}
