/// One advertisement as a controller heard it.
///
/// Source: Bluetooth Core Specification 5.4, Vol 4, Part E, 7.7.65.2 (legacy) and 7.7.65.13
/// (extended).
@frozen
public struct AdvertisingReport: BitwiseCopyable, Hashable, Sendable {
  /// What kind of advertisement it is; the bits are those of an extended report.
  @frozen
  public struct Properties: OptionSet, BitwiseCopyable, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8

    @inlinable
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The sender accepts connections. A legacy scan response does not say, and leaves it out.
    public static var connectable: Properties { Properties(rawValue: 1 << 0) }
    /// The sender answers scan requests.
    public static var scannable: Properties { Properties(rawValue: 1 << 1) }
    /// It is meant for one receiver.
    public static var directed: Properties { Properties(rawValue: 1 << 2) }
    /// It is the answer to a scan request.
    public static var scanResponse: Properties { Properties(rawValue: 1 << 3) }
    /// It was sent the way of Bluetooth 4: at most 31 bytes, never in fragments.
    @inlinable
    public static var legacy: Properties { Properties(rawValue: 1 << 4) }
  }

  /// Whether the payload is all that was sent.
  @frozen
  public enum DataStatus: UInt8, BitwiseCopyable, Hashable, Sendable, CaseIterable {
    /// The payload is whole, or it is the last fragment.
    case complete = 0
    /// More fragments follow in further reports.
    case incomplete = 1
    /// The controller lost the rest; nothing follows.
    case truncated = 2
  }

  /// A physical layer, as an assigned number: 0 none, 1 LE 1M, 2 LE 2M, 3 LE Coded (S=8), 4 LE
  /// Coded (S=2).
  @frozen
  public struct PHY: RawRepresentable, BitwiseCopyable, Hashable, Sendable {
    /// The number, as the Core Specification assigns it.
    public let rawValue: UInt8

    @inlinable
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Nothing was sent on this channel.
    @inlinable
    public static var none: PHY { PHY(rawValue: 0) }
    /// 1 Mbit/s, what all Bluetooth LE devices have.
    @inlinable
    public static var le1M: PHY { PHY(rawValue: 1) }
    /// 2 Mbit/s.
    public static var le2M: PHY { PHY(rawValue: 2) }
    /// Long range.
    public static var leCoded: PHY { PHY(rawValue: 3) }
  }

  /// Who sent it.
  public let address: AdvertisingAddress
  @usableFromInline let payloadStart: Int
  @usableFromInline let payloadEnd: Int
  /// What kind of advertisement it is.
  public let properties: Properties
  /// Whether the payload is all that was sent; always complete for a legacy report.
  public let dataStatus: DataStatus
  /// How strongly it was received.
  public let rssi: RSSI
  @usableFromInline let rawTXPower: Int8
  /// What it was announced on.
  public let primaryPHY: PHY
  /// What its data came on; `none` for a legacy report.
  public let secondaryPHY: PHY
  @usableFromInline let rawSID: UInt8

  /// Creates a report whose advertising data lies at `payload` in its packet.
  @inlinable
  public init(
    address: AdvertisingAddress, properties: Properties, payload: Range<Int>, rssi: RSSI,
    dataStatus: DataStatus = .complete, txPower: Int8? = nil, primaryPHY: PHY = .le1M,
    secondaryPHY: PHY = .none, sid: UInt8? = nil
  ) {
    self.address = address
    self.properties = properties
    payloadStart = payload.lowerBound
    payloadEnd = payload.upperBound
    self.rssi = rssi
    self.dataStatus = dataStatus
    rawTXPower = txPower ?? 127
    self.primaryPHY = primaryPHY
    self.secondaryPHY = secondaryPHY
    rawSID = sid ?? 0xFF
  }

  /// Where its advertising data lies in the bytes that the event was read from.
  @inlinable
  public var payload: Range<Int> { payloadStart..<payloadEnd }

  /// TX power in dBm, or `nil` when the advertisement or the controller does not say.
  @inlinable
  public var txPower: Int8? { rawTXPower >= -127 && rawTXPower <= 20 ? rawTXPower : nil }

  /// Which of the sender's advertising sets it belongs to, 0 to 15; `nil` for a legacy report.
  @inlinable
  public var sid: UInt8? { rawSID <= 0x0F ? rawSID : nil }
}
