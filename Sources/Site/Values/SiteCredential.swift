public import Advertising
public import Alerts

/// How a site file says that a shopper's beacon is recognised.
///
/// | key | text |
/// |---|---|
/// | `name` | what a recording calls the beacon |
/// | `ibeacon` | UUID/major/minor |
/// | `altbeacon` | 40 hexadecimal digits, or UUID/number/number |
/// | `eddystone-uid` | namespace/instance: 20 and 12 hexadecimal digits |
/// | `address` | `01:23:45:67:89:AB`, with `/public` or `/random` behind it if known |
/// | `eid` | `{key, exponent, since?}`, or KEY/exponent; a key is 32 hexadecimal digits |
/// | `irk` | 32 hexadecimal digits, the most significant byte first |
public enum SiteCredential: Hashable, Sendable {
  /// By the name that a recording gives the beacon: 1 to 128 bytes.
  case name(String)
  /// By what the beacon advertises, which stays the same. An address whose kind was not stated
  /// stands for two identifiers: the public and the random one.
  case fixed([BeaconIdentifier])
  /// By Eddystone ephemeral identifiers.
  case ephemeral(EphemeralCredential)
  /// By resolvable private addresses, with the identity resolving key (IRK) of a bonded device.
  case resolvable(SecretKey)
}

/// What Eddystone ephemeral identifiers are computed from.
public struct EphemeralCredential: Hashable, Sendable {
  /// The identity key.
  public let key: SecretKey
  /// The rotation exponent K, 0 to 15: the identifier changes every 2^K seconds.
  public let exponent: Int
  /// When the beacon's clock stood at 0; the start of 1970 when the file does not say.
  public let since: LedgerTime
}

/// A key of 16 bytes that never prints.
public struct SecretKey: Hashable, Sendable {
  /// The bytes, the most significant first.
  public let bytes: [UInt8]

  /// Reads exactly 32 hexadecimal digits.
  init?(_ text: String) {
    let digits = text.compactMap { $0.isASCII ? $0.hexDigitValue : nil }
    guard text.utf8.count == 32, digits.count == 32 else { return nil }
    bytes = (0..<16).map { UInt8(digits[2 * $0] << 4 | digits[2 * $0 + 1]) }
  }
}

extension SecretKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "SecretKey(redacted)" }
  public var debugDescription: String { description }
  /// Without children, so that `dump` shows no byte either.
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
