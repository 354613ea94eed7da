extension AdvertisingReports {
  /// Event type (2), address type, address (6), primary PHY, secondary PHY, SID, TX power, RSSI,
  /// periodic interval (2), direct address type, direct address (6), data length, data.
  @inlinable
  @inline(__always)
  mutating func nextExtended(in event: Span<UInt8>) throws(DecodeError) -> AdvertisingReport {
    let start = position
    guard end - start >= 24 else {
      throw DecodeError(offset: start, cause: .endOfBytes(needed: 24, available: end - start))
    }
    let header = event.extracting(start..<(start + 24))
    let payload = (start + 24)..<(start + 24 + Int(header[23]))
    let properties = AdvertisingReport.Properties(rawValue: header[0] & 0x1F)
    guard payload.count <= 31 || !properties.contains(.legacy) else {
      throw DecodeError(offset: start + 23, cause: .payloadLength(payload.count, maximum: 31))
    }
    guard payload.upperBound <= end else {
      throw DecodeError(
        offset: start + 23,
        cause: .endOfBytes(needed: payload.count + 1, available: end - start - 23))
    }
    guard let dataStatus = AdvertisingReport.DataStatus(rawValue: header[0] >> 5 & 0b11) else {
      throw DecodeError(offset: start, cause: .reservedDataStatus)
    }
    guard let address = AdvertisingAddress(type: header[2], littleEndian: header, at: 3) else {
      throw DecodeError(offset: start + 2, cause: .reservedAddressType(header[2]))
    }
    position = payload.upperBound
    return AdvertisingReport(
      address: address, properties: properties, payload: payload,
      rssi: RSSI(rawValue: Int8(bitPattern: header[13])), dataStatus: dataStatus,
      txPower: Int8(bitPattern: header[12]),
      primaryPHY: AdvertisingReport.PHY(rawValue: header[9]),
      secondaryPHY: AdvertisingReport.PHY(rawValue: header[10]), sid: header[11])
  }
}
