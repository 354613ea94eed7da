/// How strongly a radio received an advertisement.
///
/// Source: Bluetooth Core Specification 5.4, Vol 4, Part E, 7.7.65.2: -127 to +20 dBm, 127 when
/// not available, all else reserved.
@frozen
public struct RSSI: RawRepresentable, BitwiseCopyable, Hashable, Sendable {
  /// The byte as the controller sent it.
  public let rawValue: Int8

  /// Creates an RSSI from the byte that a controller sent.
  @inlinable
  public init(rawValue: Int8) { self.rawValue = rawValue }

  /// The radio could not tell.
  public static var notAvailable: RSSI { RSSI(rawValue: 127) }

  /// The strength in dBm, or `nil` when the radio could not tell or sent a reserved value.
  @inlinable
  public var dBm: Int8? { rawValue >= -127 && rawValue <= 20 ? rawValue : nil }
}
