extension AdvertisingEvent {
  /// The event of a legacy advertisement as HCI LE Extended Advertising Report events, its data in so many
  /// fragments: as a controller hands over what was sent on secondary channels. At least one.
  ///
  /// Source: Bluetooth Core Specification 5.4, Vol 4, Part E, 7.7.65.13.
  static func extended(_ event: [UInt8], fragments count: Int) -> [[UInt8]] {
    let payload = Array(event[13..<event.count - 1])
    let count = max(1, min(count, payload.count))
    let length = (payload.count + count - 1) / count
    return stride(from: 0, to: max(1, payload.count), by: max(1, length)).map { start in
      let data = payload.dropFirst(start).prefix(length)
      // More data to come in bits 5 and 6, or complete; never the bit of a legacy advertisement.
      let type: UInt8 = start + length < payload.count ? 1 << 5 : 0
      var parameters: [UInt8] = [0x0D, 1, type, 0] + event[5..<12]
      // LE 1M, then 2M; advertising set 3; no power of transmission; RSSI; no interval, no target.
      parameters += [1, 2, 3, 0x7F, event[event.count - 1], 0, 0, 0, 0, 0, 0, 0, 0, 0]
      parameters += [UInt8(data.count)] + data
      return [0x3E, UInt8(parameters.count)] + parameters
    }
  }
}
