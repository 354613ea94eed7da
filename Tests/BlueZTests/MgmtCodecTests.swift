import Advertising
import Testing

@testable import BlueZ

@Suite("Management packets")
struct MgmtCodecTests {
  @Test("Commands are laid out as the kernel reads them")
  func commands() {
    #expect(MgmtCommand.readIndexList.bytes == [0x03, 0x00, 0xFF, 0xFF, 0x00, 0x00])
    #expect(MgmtCommand.setPowered(true, 2).bytes == [0x05, 0x00, 0x02, 0x00, 0x01, 0x00, 0x01])
    #expect(
      MgmtCommand.removeMonitor(0x0102, 1).bytes
        == [0x53, 0x00, 0x01, 0x00, 0x02, 0x00, 0x02, 0x01])
    #expect(
      MgmtCommand.listenAllTheTime(0).bytes
        == [
          0x4C, 0x00, 0x00, 0x00, 0x0A, 0x00,  //
          0x13, 0x00, 0x02, 0x60, 0x00, 0x14, 0x00, 0x02, 0x60, 0x00,
        ])
  }

  @Test("A monitor has the patterns of iBeacon, AltBeacon and Eddystone, 34 bytes each")
  func patterns() {
    let parameters = MgmtCommand.addMonitor(MonitorPattern.beacons, 0).parameters
    #expect(parameters.count == 1 + 3 * 34)
    #expect(parameters[0] == 3)
    #expect(Array(parameters[1..<8]) == [0xFF, 0, 4, 0x4C, 0x00, 0x02, 0x15])
    #expect(Array(parameters[35..<40]) == [0xFF, 2, 2, 0xBE, 0xAC])
    #expect(Array(parameters[69..<74]) == [0x16, 0, 2, 0xAA, 0xFE])
  }

  @Test("Events are read as the kernel lays them out")
  func events() throws {
    let ended: [UInt8] = [0x01, 0, 0, 0, 5, 0, 0x52, 0x00, 0x00, 0x07, 0x00]
    #expect(
      try MgmtEvent(ended.span)
        == .ended(opcode: 0x52, index: 0, .success, parameters: [0x07, 0x00]))
    let refused: [UInt8] = [0x02, 0, 3, 0, 3, 0, 0x05, 0x00, 0x12]
    #expect(
      try MgmtEvent(refused.span) == .ended(opcode: 5, index: 3, .blocked, parameters: []))
    #expect(try MgmtEvent(([0x04, 0, 1, 0, 0, 0] as [UInt8]).span) == .adapterAdded(1))
    #expect(try MgmtEvent(([0x05, 0, 1, 0, 0, 0] as [UInt8]).span) == .adapterRemoved(1))
    let settings: [UInt8] = [0x06, 0, 1, 0, 4, 0, 0x01, 0x02, 0, 0]
    #expect(
      try MgmtEvent(settings.span) == .settings([.powered, .lowEnergy], index: 1))
    let wiped: [UInt8] = [0x2C, 0, 1, 0, 2, 0, 0x07, 0x00]
    #expect(try MgmtEvent(wiped.span) == .monitorRemoved(7, index: 1))
  }

  /// An advertisement of C3:EE:00:00:00:01 at -61 dBm that carries `payload`.
  static func heard(_ payload: [UInt8], type: UInt8 = 2) -> [UInt8] {
    let parameters: [UInt8] =
      [0, 0, 0x01, 0, 0, 0, 0xEE, 0xC3, type, 0xC3, 0, 0, 0, 0, UInt8(payload.count), 0] + payload
    return [0x2F, 0, 0, 0, UInt8(parameters.count), 0] + parameters
  }

  @Test("An advertisement has its address, RSSI and payload")
  func report() throws {
    let packet = Self.heard([2, 1, 6])
    let report = try #require(try MgmtHeard.report(in: packet.span, MgmtHeard.byMonitor))
    #expect(report.address == AdvertisingAddress(random: 0xC3EE_0000_0001))
    #expect(report.address.kind == .randomStatic)
    #expect(report.rssi.dBm == -61)
    #expect(Array(packet[report.payload]) == [2, 1, 6])
    let plain = Self.heard([], type: 1)
    #expect(
      try MgmtHeard.report(in: plain.span, MgmtHeard.byMonitor)?.address.kind == .public)
  }

  @Test("During somebody's discovery, advertisements come without a monitor's number")
  func discovery() throws {
    var packet = Self.heard([2, 1, 6])
    packet[0] = 0x12
    packet[4] -= 2
    packet.removeSubrange(6..<8)
    #expect(try MgmtEvent(packet.span) == .heard)
    let report = try #require(try MgmtHeard.report(in: packet.span, MgmtHeard.byDiscovery))
    #expect(report.rssi.dBm == -61)
    #expect(Array(packet[report.payload]) == [2, 1, 6])
  }

  @Test("A BR/EDR device is no advertisement, and an unknown kind of address is damage")
  func classic() throws {
    let packet = Self.heard([], type: 0)
    #expect(try MgmtHeard.report(in: packet.span, MgmtHeard.byMonitor) == nil)
    let unknown = Self.heard([], type: 3)
    #expect(throws: MgmtDamage.self) {
      try MgmtHeard.report(in: unknown.span, MgmtHeard.byMonitor)
    }
  }

  @Test("A packet that is cut short or too long anywhere is refused, and never trapped on")
  func hostile() throws {
    let whole = Self.heard(Array(repeating: 0xAA, count: 31))
    for count in 0..<whole.count {
      let cut = Array(whole[..<count])
      #expect(throws: MgmtDamage.self) { try MgmtEvent(cut.span) }
    }
    let long = whole + [0]
    #expect(throws: MgmtDamage.self) { try MgmtEvent(long.span) }
    // Its own length is right, and the payload's is a lie.
    var lying = whole
    lying[6 + 14] = 32
    #expect(throws: MgmtDamage.self) {
      try MgmtHeard.report(in: lying.span, MgmtHeard.byMonitor)
    }
    for code: UInt8 in [0x01, 0x02, 0x06, 0x13, 0x2C] {
      let empty: [UInt8] = [code, 0, 0, 0, 0, 0]
      #expect(throws: MgmtDamage.self) { try MgmtEvent(empty.span) }
    }
  }

  @Test("Random bytes are read or refused", arguments: 0..<20 as Range<UInt64>)
  func random(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<5_000 {
      var packet = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      // Half of them with a header that is right, so that what is behind it is read too.
      if packet.count >= 6, Bool.random(using: &generator) {
        packet[1] = 0
        packet[0] = UInt8.random(in: 0...0x30, using: &generator)
        packet[4] = UInt8(packet.count - 6)
        packet[5] = 0
      }
      _ = try? MgmtEvent(packet.span)
      for code in [MgmtHeard.byMonitor, MgmtHeard.byDiscovery] where packet.count >= 6 {
        guard let report = try? MgmtHeard.report(in: packet.span, code) else { continue }
        #expect(report.payload.upperBound <= packet.count)
      }
    }
  }
}
