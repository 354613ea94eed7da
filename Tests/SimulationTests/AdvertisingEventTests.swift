import Advertising
import Simulation
import Testing

@Suite("Bytes on the air")
struct AdvertisingEventTests {
  private let address = AdvertisingAddress(random: 0xC123_4567_89AB)

  /// The one report in an event, and its beacon.
  private func read(_ event: AdvertisingEvent) throws -> (AdvertisingReport, Beacon?) {
    var walk = try AdvertisingReports(event: event.bytes.span)
    let report = try #require(try walk.next(in: event.bytes.span))
    #expect(try walk.next(in: event.bytes.span) == nil)
    return (report, Beacon.first(in: event.bytes.span, report.payload))
  }

  @Test(
    "What is written of a beacon is read back as it was",
    arguments: [
      BeaconIdentifier(
        kind: .iBeacon, high: 0x0102_0304_0506_0708, middle: 0x090A_0B0C_0D0E_0F10,
        low: 0x1112_1314),
      BeaconIdentifier(
        kind: .altBeacon, high: 0xF1F2_F3F4_F5F6_F7F8, middle: 0xF9FA_FBFC_FDFE_FF00,
        low: 0xABCD_EF01),
      BeaconIdentifier(
        kind: .eddystoneUID, high: 0x8B0C_A750_0954_77CB, middle: 0x3E77_0100_0000_0000),
      BeaconIdentifier(kind: .eddystoneEID, high: 0x4144_413E_45FE_FA58),
    ])
  func beacons(identifier: BeaconIdentifier) throws {
    let payload = try #require(AdvertisingData.beacon(identifier, measuredPower: -61))
    let event = AdvertisingEvent(
      .nonConnectable, from: address, payload: payload, rssi: RSSI(rawValue: -77))
    let (report, beacon) = try read(event)
    #expect(beacon?.identifier == identifier)
    #expect(beacon?.measuredPower == -61)
    #expect(report.address == address)
    #expect(report.rssi.dBm == -77)
    #expect(report.properties == [.legacy])
    #expect(event.bytes.count <= 45)
  }

  @Test("An iBeacon is written byte for byte as Apple lays it out")
  func iBeaconBytes() throws {
    let identifier = IBeacon(
      uuid: 0xE2C5_6DB5_DFFB_48D2_B060_D0F5_A710_96E0, major: 1, minor: 2, measuredPower: 0
    ).identifier
    let event = AdvertisingEvent(
      .nonConnectable, from: address,
      payload: try #require(AdvertisingData.beacon(identifier, measuredPower: -59)),
      rssi: RSSI(rawValue: -70))
    #expect(
      event.bytes == [
        0x3E, 0x2A, 0x02, 0x01, 0x03, 0x01, 0xAB, 0x89, 0x67, 0x45, 0x23, 0xC1, 0x1E,
        0x02, 0x01, 0x06, 0x1A, 0xFF, 0x4C, 0x00, 0x02, 0x15,
        0xE2, 0xC5, 0x6D, 0xB5, 0xDF, 0xFB, 0x48, 0xD2, 0xB0, 0x60, 0xD0, 0xF5, 0xA7, 0x10, 0x96,
        0xE0, 0x00, 0x01, 0x00, 0x02, 0xC5, 0xBA,
      ])
  }

  @Test("The RSSI of an event can be set and changes nothing else")
  func rssi() {
    var event = AdvertisingEvent(.connectable, from: address, payload: [2, 1, 6])
    #expect(event.rssi == .notAvailable)
    let before = event.bytes
    event.rssi = RSSI(rawValue: -101)
    #expect(event.rssi.dBm == -101)
    #expect(event.bytes.dropLast() == before.dropLast())
  }

  @Test("The events of a kind are read as that kind", arguments: AdvertisingEvent.Kind.allCases)
  func kinds(kind: AdvertisingEvent.Kind) throws {
    let (report, _) = try read(AdvertisingEvent(kind, from: address, payload: [2, 1, 6]))
    #expect(report.properties.contains(.connectable) == (kind == .connectable))
    #expect(report.properties.contains(.scanResponse) == (kind == .scanResponse))
  }

  @Test("Public and random addresses stay what they are")
  func addresses() throws {
    for address in [address, AdvertisingAddress(bits: 0x0001_0203_0405, kind: .public)] {
      let (report, beacon) = try read(
        AdvertisingEvent(.nonConnectable, from: address, payload: [2, 1, 6]))
      #expect(report.address == address)
      #expect(beacon == nil)
    }
  }

  @Test("Data that is too long is cut to the 31 bytes that fit")
  func long() throws {
    let event = AdvertisingEvent(
      .connectable, from: address, payload: Array(repeating: 0, count: 300))
    let (report, _) = try read(event)
    #expect(report.payload.count == 31)
  }

  @Test("A phone's own message is no beacon")
  func device() throws {
    let data = AdvertisingData.device(company: 0x004C, message: [0x10, 0x05, 1, 2, 3, 4, 5])
    let (report, beacon) = try read(AdvertisingEvent(.connectable, from: address, payload: data))
    #expect(beacon == nil)
    #expect(report.properties.contains(.connectable))
  }

  @Test("A name is not on the air")
  func name() throws {
    let name = try #require(BeaconIdentifier("tag-1", kind: .name))
    #expect(AdvertisingData.beacon(name, measuredPower: -59) == nil)
  }
}
