enum BtsnoopFileHeader {
  static let size = 16
  static let magic: [UInt8] = Array("btsnoop\0".utf8)
  static let version: UInt32 = 1
}

extension ByteSource {
  /// Whether the file begins like a btsnoop file; nothing is consumed.
  public mutating func isBtsnoop() throws(RecordingError) -> Bool {
    guard try fill(BtsnoopFileHeader.magic.count) else { return false }
    return bytes[start...].starts(with: BtsnoopFileHeader.magic)
  }

  mutating func readBtsnoopFileHeader() throws(RecordingError) -> BtsnoopDatalink {
    guard try isBtsnoop() else {
      throw refused(at: 0, problem: try whatItIsInstead(), advice: Self.howToRecord)
    }
    guard try fill(BtsnoopFileHeader.size) else {
      throw refused(
        at: UInt64(available), problem: "the file ends within its 16-byte header",
        advice: "copy or record it again")
    }
    let version = bytes.span.bigEndian32(at: start + 8)
    guard version == BtsnoopFileHeader.version else {
      throw refused(
        at: 8, problem: "this is btsnoop version \(version), and only version 1 is known",
        advice: Self.howToRecord)
    }
    let number = bytes.span.bigEndian32(at: start + 12)
    guard let datalink = BtsnoopDatalink(rawValue: number) else {
      throw refused(
        at: 12,
        problem: "datalink \(number) is not one of 1001 (H1), 1002 (H4) and 2001 (monitor)",
        advice: Self.howToRecord)
    }
    skip(BtsnoopFileHeader.size)
    return datalink
  }

  static let howToRecord =
    "record with 'btmon --write FILE', or convert with 'editcap -F btsnoop IN OUT'"

  private mutating func whatItIsInstead() throws(RecordingError) -> String {
    guard try fill(4) else {
      return available == 0 ? "the file is empty" : "the file is too short for a btsnoop file"
    }
    return try otherCapture()
      ?? "this is no btsnoop file, which would begin with 'btsnoop'"
  }

  /// What kind of capture it is that no reader here reads, if it is one; nothing is consumed.
  mutating func otherCapture() throws(RecordingError) -> String? {
    guard try fill(4) else { return nil }
    switch bytes.span.bigEndian32(at: start) {
    case 0x0A0D_0D0A: return "this is a pcapng file, not a btsnoop file"
    case 0xA1B2_C3D4, 0xD4C3_B2A1, 0xA1B2_3C4D, 0x4D3C_B2A1:
      return "this is a pcap file, not a btsnoop file"
    default: return nil
    }
  }

  private func refused(at offset: UInt64, problem: String, advice: String) -> RecordingError {
    RecordingError(
      file: name, kind: .content, position: .byte(offset), problem: problem, advice: advice)
  }
}
