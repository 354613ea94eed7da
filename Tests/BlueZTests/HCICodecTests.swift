import Testing

@testable import BlueZ

@Suite("HCI packets")
struct HCICodecTests {
  @Test("Scan commands are passive, all the time and without a duplicate filter, in either family")
  func commands() {
    #expect(
      ScanFamily.legacy.parameters.bytes
        == [0x01, 0x0B, 0x20, 7, 0x00, 0x60, 0x00, 0x60, 0x00, 0x00, 0x00])
    #expect(ScanFamily.legacy.enable(true).bytes == [0x01, 0x0C, 0x20, 2, 1, 0])
    #expect(
      ScanFamily.extended.parameters.bytes
        == [0x01, 0x41, 0x20, 8, 0x00, 0x00, 0x01, 0x00, 0x60, 0x00, 0x60, 0x00])
    #expect(ScanFamily.extended.enable(false).bytes == [0x01, 0x42, 0x20, 6, 0, 0, 0, 0, 0, 0])
  }

  @Test("The family follows the controller's supported commands")
  func family() {
    var octets = [UInt8](repeating: 0, count: 64)
    #expect(ScanFamily(supportedCommands: octets) == .legacy)
    octets[37] = 0x20  // parameters without enable are no extended scan
    #expect(ScanFamily(supportedCommands: octets) == .legacy)
    octets[37] = 0x60
    #expect(ScanFamily(supportedCommands: octets) == .extended)
    #expect(ScanFamily(supportedCommands: Array(octets[..<37])) == nil)
  }

  @Test("Events are read as controllers send them")
  func events() throws {
    let ended: [UInt8] = [0x04, 0x0E, 4, 1, 0x0C, 0x20, 0x0C]
    #expect(try HCIEvent(ended.span) == .ended(opcode: 0x200C, status: 0x0C, parameters: []))
    let status: [UInt8] = [0x04, 0x0F, 4, 0x01, 1, 0x0C, 0x20]
    #expect(try HCIEvent(status.span) == .ended(opcode: 0x200C, status: 1, parameters: []))
    #expect(try HCIEvent(([0x04, 0x10, 1, 0x42] as [UInt8]).span) == .hardwareError(0x42))
    #expect(try HCIEvent(([0x04, 0x3E, 1, 0x02] as [UInt8]).span) == .reports)
    #expect(try HCIEvent(([0x04, 0x05, 1, 0x02] as [UInt8]).span) == .other)
  }

  @Test(
    "What is cut short is refused",
    arguments: [
      [], [0x04], [0x04, 0x3E], [0x04, 0x3E, 2, 0], [0x04, 0x10, 0], [0x04, 0x0E, 2, 1, 0],
      [0x04, 0x0F, 3, 0, 1, 0], [0x02, 0x10, 1, 0], [0x04, 0x10, 1, 0x42, 0],
    ] as [[UInt8]])
  func hostile(packet: [UInt8]) {
    #expect(throws: HCIDamage.self) { try HCIEvent(packet.span) }
  }
}
