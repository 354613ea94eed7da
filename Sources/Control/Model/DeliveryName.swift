/// By what the recipient of alerts knows a shopper (the `handle` of a message) or a message (its `id`): 32
/// hexadecimal digits in lower case.
public struct DeliveryName: Hashable, Sendable, CustomStringConvertible {
  /// The digits.
  public let description: String

  /// Creates a name, or nothing when the text is none.
  public init?(_ text: String) {
    guard text.utf8.count == 32,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    description = text
  }
}

extension DeliveryName: Codable {
  public init(from decoder: any Decoder) throws {
    self = try decoder.value("it is 32 hexadecimal digits in lower case") { DeliveryName($0) }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// What a shopper did with a message that was not welcome.
public enum Reception: String, Sendable, Codable, CaseIterable {
  /// Swept it away unread.
  case dismissed
  /// Left it until it was no use any more.
  case ignored
}
