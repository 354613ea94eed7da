public import Proximity

/// By what somebody calls a shopper: never a name, a number or an address.
public enum ShopperReference: Equatable, Sendable {
  /// By the pseudonym.
  case pseudonym(ShopperID)
  /// By the tag or app that they show: the credential as a site file has it.
  case credential(CredentialText)
  /// By the four characters that their app shows.
  case code(ShownCode)
  /// By what the recipient of alerts knows them, as their app's own service does.
  case handle(DeliveryName)

  /// Whether the shopper shows it, and so is there.
  public var isShown: Bool {
    switch self {
    case .credential, .code: true
    case .pseudonym, .handle: false
    }
  }
}

/// A credential as a site file has it, such as `ibeacon: F7826DA6-…/1/7`: 1 to 256 bytes without
/// control characters. It may hold a key, so it is not shown.
public struct CredentialText: Equatable, Sendable, CustomStringConvertible, CustomReflectable {
  /// The text.
  public let text: String

  /// Creates a credential, or nothing when it is empty, too long or holds control characters.
  public init?(_ text: String) {
    guard (1...256).contains(text.utf8.count),
      text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
    else { return nil }
    self.text = text
  }

  public var description: String { "a credential" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Four capital letters and digits that a shopper's app shows for a short time.
public struct ShownCode: Hashable, Sendable, CustomStringConvertible {
  /// The four characters.
  public let description: String

  /// Creates a code, or nothing when the text is none. Lower case is taken as upper case.
  public init?(_ text: String) {
    let code = text.uppercased()
    guard code.utf8.count == 4,
      code.utf8.allSatisfy({ (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) })
    else { return nil }
    description = code
  }
}

extension ShopperReference: Codable {
  private enum Key: String, CodingKey { case pseudonym, credential, code, handle }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    guard container.allKeys.count == 1, let key = container.allKeys.first else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "exactly one of pseudonym, credential, code and handle is needed"))
    }
    switch key {
    case .pseudonym: self = .pseudonym(try container.decode(ShopperID.self, forKey: key))
    case .credential: self = .credential(try container.decode(CredentialText.self, forKey: key))
    case .code: self = .code(try container.decode(ShownCode.self, forKey: key))
    case .handle: self = .handle(try container.decode(DeliveryName.self, forKey: key))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .pseudonym(let shopper): try container.encode(shopper, forKey: .pseudonym)
    case .credential(let credential): try container.encode(credential, forKey: .credential)
    case .code(let code): try container.encode(code, forKey: .code)
    case .handle(let handle): try container.encode(handle, forKey: .handle)
    }
  }
}

extension CredentialText: Codable {
  public init(from decoder: any Decoder) throws {
    self = try decoder.value("a credential is 1 to 256 bytes without control characters") {
      CredentialText($0)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension ShownCode: Codable {
  public init(from decoder: any Decoder) throws {
    self = try decoder.value("a code is four letters and digits") { ShownCode($0) }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Decoder {
  /// A value made of one string, or an error that says what the string should have been.
  func value<Value>(_ expected: String, _ make: (String) -> Value?) throws -> Value {
    let container = try singleValueContainer()
    guard let value = make(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: expected)
    }
    return value
  }
}
