public import Advertising

/// An HCI LE Advertising Report event with one report, as a controller hands it to its host.
///
/// Source: Bluetooth Core Specification 5.4, Vol 4, Part E, 7.7.65.2.
public struct AdvertisingEvent: Equatable, Sendable {
  /// The event, from the event code to the RSSI; at most 45 bytes.
  public private(set) var bytes: [UInt8]

  /// How strongly the advertisement was received: the last byte of the event.
  public var rssi: RSSI {
    get { RSSI(rawValue: Int8(bitPattern: bytes[bytes.count - 1])) }
    set { bytes[bytes.count - 1] = UInt8(bitPattern: newValue.rawValue) }
  }

  /// The kinds of advertisement, by their legacy event types.
  public enum Kind: UInt8, Sendable, CaseIterable {
    /// ADV_IND: a device that accepts connections, as phones do.
    case connectable = 0
    /// ADV_NONCONN_IND: a beacon.
    case nonConnectable = 3
    /// SCAN_RSP: the answer to a scan request.
    case scanResponse = 4
  }

  /// Creates an event.
  ///
  /// - Parameters:
  ///   - kind: what kind of advertisement it is.
  ///   - address: who sent it; whether it is public or random is all that is told of its kind.
  ///   - payload: the advertising data; nothing beyond 31 bytes is kept.
  ///   - rssi: how strongly it was received.
  public init(
    _ kind: Kind, from address: AdvertisingAddress, payload: [UInt8],
    rssi: RSSI = .notAvailable
  ) {
    let payload = payload.prefix(31)
    let isPublic = address.kind == .public || address.kind == .publicIdentity
    bytes = [0x3E, UInt8(12 + payload.count), 0x02, 0x01, kind.rawValue, isPublic ? 0 : 1]
    for shift in stride(from: 0, through: 40, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: address.bits >> UInt64(shift)))
    }
    bytes.append(UInt8(payload.count))
    bytes += payload
    bytes.append(UInt8(bitPattern: rssi.rawValue))
  }
}
