/// The 48-bit address an advertisement was sent from.
///
/// Source: Bluetooth Core Specification 5.4, Vol 6, Part B, 1.3 (device address).
@frozen
public struct AdvertisingAddress: BitwiseCopyable, Hashable, Sendable {
  /// What the address promises about its sender.
  @frozen
  public enum Kind: UInt8, BitwiseCopyable, Hashable, Sendable, CaseIterable {
    /// Registered with the IEEE, fixed for life.
    case `public` = 0
    /// Random but fixed at least until the next power cycle (top bits 11).
    case randomStatic = 1
    /// Random, changes with time, resolvable with the sender's identity key (top bits 01).
    case resolvablePrivate = 2
    /// Random, changes with time, resolvable by nobody (top bits 00).
    case nonResolvablePrivate = 3
    /// Random with the reserved top bits 10.
    case reserved = 4
    /// The controller resolved the sender's private address: this is its public identity address.
    case publicIdentity = 5
    /// The controller resolved the sender's private address: this is its random identity address.
    case randomIdentity = 6
    /// An extended advertisement without any address.
    case anonymous = 7
  }

  /// The 48 bits as printed: `01:23:45:67:89:AB` is `0x0123456789AB`.
  public let bits: UInt64
  /// What the address promises about its sender.
  public let kind: Kind

  /// Creates an address; bits above the 48th are ignored.
  @inlinable
  public init(bits: UInt64, kind: Kind) {
    self.bits = bits & 0xFFFF_FFFF_FFFF
    self.kind = kind
  }

  /// Creates an address of the kind that its own top two bits tell.
  @inlinable
  public init(random bits: UInt64) {
    let kind: Kind =
      switch (bits >> 46) & 0b11 {
      case 0b11: .randomStatic
      case 0b01: .resolvablePrivate
      case 0b00: .nonResolvablePrivate
      default: .reserved
      }
    self.init(bits: bits, kind: kind)
  }

  /// The address as a key that a shopper may be enrolled by.
  ///
  /// Public and random addresses with the same bits stay apart; an identity address equals the
  /// address it stands for.
  @inlinable
  public var identifier: BeaconIdentifier {
    let isPublic = kind == .public || kind == .publicIdentity
    return BeaconIdentifier(kind: .address, high: bits << 16 | (isPublic ? 0x0100 : 0x0200))
  }
}

extension AdvertisingAddress {
  /// Creates an address from a report's address type and its six bytes, lowest first; `nil` when
  /// the type is reserved.
  @inlinable
  @inline(__always)
  init?(type: UInt8, littleEndian bytes: Span<UInt8>, at start: Int) {
    var bits: UInt64 = 0
    for index in 0..<6 {
      bits |= UInt64(bytes[start + index]) << (8 * UInt64(index))
    }
    switch type {
    case 0x00: self.init(bits: bits, kind: .public)
    case 0x01: self.init(random: bits)
    case 0x02: self.init(bits: bits, kind: .publicIdentity)
    case 0x03: self.init(bits: bits, kind: .randomIdentity)
    case 0xFF: self.init(bits: bits, kind: .anonymous)
    default: return nil
    }
  }
}
