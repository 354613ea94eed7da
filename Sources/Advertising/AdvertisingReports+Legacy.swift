extension AdvertisingReports {
  /// Event type, address type, address (6), data length, data, RSSI.
  @inlinable
  @inline(__always)
  mutating func nextLegacy(in event: Span<UInt8>) throws(DecodeError) -> AdvertisingReport {
    let start = position
    guard end - start >= 10 else {
      throw DecodeError(offset: start, cause: .endOfBytes(needed: 10, available: end - start))
    }
    let header = event.extracting(start..<(start + 9))
    let length = Int(header[8])
    guard length <= 31 else {
      throw DecodeError(offset: start + 8, cause: .payloadLength(length, maximum: 31))
    }
    let payload = (start + 9)..<(start + 9 + length)
    guard payload.upperBound < end else {
      throw DecodeError(
        offset: start + 8, cause: .endOfBytes(needed: length + 2, available: end - start - 8))
    }
    guard header[0] <= 4 else {
      throw DecodeError(offset: start, cause: .reservedEventType(header[0]))
    }
    let address = AdvertisingAddress(type: header[1], littleEndian: header, at: 2)
    guard let address, address.kind != .anonymous else {
      throw DecodeError(offset: start + 1, cause: .reservedAddressType(header[1]))
    }
    position = payload.upperBound + 1
    return AdvertisingReport(
      address: address, properties: AdvertisingReport.Properties(legacyEventType: header[0]),
      payload: payload, rssi: RSSI(rawValue: Int8(bitPattern: event[payload.upperBound])))
  }
}

extension AdvertisingReport.Properties {
  /// The properties of ADV_IND, ADV_DIRECT_IND, ADV_SCAN_IND, ADV_NONCONN_IND and SCAN_RSP, in the
  /// order of their legacy event types 0 to 4.
  @inlinable
  init(legacyEventType type: UInt8) {
    self.init(rawValue: UInt8(truncatingIfNeeded: 0x1A_10_12_15_13 as UInt64 >> (8 * UInt64(type))))
  }
}
