/// What an AD structure holds.
///
/// Source: Bluetooth Assigned Numbers, 2.3 (common data types). Any value may come off the air.
@frozen
public struct ADType: RawRepresentable, BitwiseCopyable, Hashable, Sendable {
  /// The assigned number.
  public let rawValue: UInt8

  /// Creates a type from its assigned number.
  @inlinable
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Discoverability and BR/EDR support.
  public static var flags: ADType { ADType(rawValue: 0x01) }
  /// Some of the 16-bit service UUIDs.
  public static var incompleteServiceUUIDs16: ADType { ADType(rawValue: 0x02) }
  /// All of the 16-bit service UUIDs.
  public static var completeServiceUUIDs16: ADType { ADType(rawValue: 0x03) }
  /// The beginning of the device's name.
  public static var shortenedLocalName: ADType { ADType(rawValue: 0x08) }
  /// The device's name.
  public static var completeLocalName: ADType { ADType(rawValue: 0x09) }
  /// TX power in dBm.
  public static var txPowerLevel: ADType { ADType(rawValue: 0x0A) }
  /// Data of a service with a 16-bit UUID.
  @inlinable
  public static var serviceData16: ADType { ADType(rawValue: 0x16) }
  /// Data of a manufacturer, after its company identifier.
  @inlinable
  public static var manufacturerSpecificData: ADType { ADType(rawValue: 0xFF) }
}

/// One length-type-data triple of advertising data.
///
/// Source: Bluetooth Core Specification 5.4, Vol 3, Part C, 11.
@frozen
public struct ADStructure: BitwiseCopyable, Hashable, Sendable {
  /// What the data is.
  public let type: ADType
  @usableFromInline let start: Int
  @usableFromInline let end: Int

  /// Creates a structure whose data lies at `payload` in the bytes it was found in.
  @inlinable
  public init(type: ADType, payload: Range<Int>) {
    self.type = type
    start = payload.lowerBound
    end = payload.upperBound
  }

  /// Where its data lies, without length and type, in the bytes it was found in.
  @inlinable
  public var payload: Range<Int> { start..<end }
}
