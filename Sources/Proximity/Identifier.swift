/// A text that names one thing for people and files: a shopper, a place, a receiver, a brand.
///
/// `Subject` keeps names of different things apart at compile time. The text is 1 to 128 bytes of
/// UTF-8 without control characters, so it can stand in any log, file or message as it is.
///
/// A shopper's identifier is a random pseudonym; it must never be a name, a number or an address
/// by which somebody else knows the shopper.
public struct Identifier<Subject>: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The text.
  public let description: String

  /// Creates an identifier, or nothing when the text is empty, too long or holds control
  /// characters.
  public init?(_ text: String) {
    guard (1...128).contains(text.utf8.count) else { return nil }
    guard text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
      return nil
    }
    description = text
  }

  public static func < (left: Self, right: Self) -> Bool {
    left.description < right.description
  }
}

extension Identifier: ExpressibleByStringLiteral {
  /// Creates an identifier from a literal, such as `"tea"` for a place.
  ///
  /// - Precondition: the literal is an identifier; for any other text use `init(_:)`.
  public init(stringLiteral text: String) {
    guard let identifier = Identifier(text) else {
      preconditionFailure("an identifier is 1 to 128 bytes without control characters")
    }
    self = identifier
  }
}

extension Identifier: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let identifier = Identifier(text) else {
      throw Swift.DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "an identifier is 1 to 128 bytes without control characters")
    }
    self = identifier
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// The subject of a `ShopperID`; never instantiated.
public enum Shopper {}
/// The subject of a `GroupID`; never instantiated.
public enum PlaceGroup {}

/// The random pseudonym of a shopper who opted in.
public typealias ShopperID = Identifier<Shopper>
/// The name of a receiver.
public typealias ReceiverID = Identifier<Receiver>
/// The name of a place.
public typealias PlaceID = Identifier<Place>
/// The name of a group of places of which exactly one holds.
public typealias GroupID = Identifier<PlaceGroup>
