/// By what a shopper's beacon is recognised, word for word as a site file has it.
///
/// To a ledger it is a secret text: whoever knows it could follow the beacon. It never prints.
public struct KeptCredential: Hashable, Sendable, Codable {
  /// The key of the site file, such as `ibeacon` or `irk`.
  public let kind: String
  /// What stands behind the key.
  public let text: String

  /// Creates a credential, or nothing when the kind is not 1 to 32 lower-case letters and hyphens,
  /// or the text not 1 to `LedgerLimits.credentialBytes` bytes without control characters.
  public init?(kind: String, text: String) {
    guard Self.isValid(kind, text) else { return nil }
    self.kind = kind
    self.text = text
  }

  private static func isValid(_ kind: String, _ text: String) -> Bool {
    guard (1...32).contains(kind.utf8.count),
      kind.utf8.allSatisfy({ UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || $0 == 45 })
    else { return false }
    return (1...LedgerLimits.credentialBytes).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    kind = try container.decode(String.self, forKey: .kind)
    text = try container.decode(String.self, forKey: .text)
    guard Self.isValid(kind, text) else {
      throw DecodingError.dataCorruptedError(
        forKey: .text, in: container, debugDescription: "not a credential")
    }
  }
}

extension KeptCredential: CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  public var description: String { "KeptCredential(\(kind): redacted)" }
  public var debugDescription: String { description }
  /// Without children, so that `dump` shows no byte either.
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
