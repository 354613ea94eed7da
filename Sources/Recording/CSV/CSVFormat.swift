import Proximity

/// What the columns of a CSV recording are, and how they are checked and written.
enum CSVFormat {
  static let header = "time,receiver,beacon,rssi"
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
  /// dBm that a radio can report.
  static let rssi: ClosedRange<Float> = -127...20
  /// In the place of an RSSI: not available.
  static let unavailable: Float = 127

  /// Whether the text can be a name; a comma or a quote the columns rule out themselves.
  static func isName(_ text: String) -> Bool {
    // Printable ASCII needs no look into the tables of Unicode.
    guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      return ReceiverID(text) != nil
    }
    return (1...128).contains(text.utf8.count)
  }
}
