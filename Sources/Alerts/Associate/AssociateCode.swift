/// Four characters by which a shopper and an associate find one another for a while.
///
/// A code stands for a request and for nobody: it is drawn anew for each, so that no screen of the
/// staff needs to show who asks. None of its characters can be mistaken for another one.
public struct AssociateCode: Hashable, Sendable, CustomStringConvertible {
  /// Digits and capitals, without those that look like another one in some hand or font (0 and O, 1, I
  /// and L, 2 and Z, 5 and S, 6 and G, 8 and B, U and V), and without A and E, so that no code is a
  /// word.
  public static let alphabet = Array("3479CDFHJKMNPQRTWXY")
  /// How many codes there are.
  static var count: UInt64 {
    let size = UInt64(alphabet.count)
    return size * size * size * size
  }

  /// The four characters.
  public let description: String

  /// Reads a code as somebody says or types it: in any case, spaces and hyphens left out.
  public init?(_ text: String) {
    let said = text.uppercased().filter { $0 != " " && $0 != "-" }
    guard said.count == 4, said.allSatisfy(Self.alphabet.contains) else { return nil }
    description = said
  }

  /// The code of a number; numbers that differ by a multiple of `count` share one.
  public init(_ number: UInt64) {
    var rest = number
    var text = ""
    for _ in 0..<4 {
      text.append(Self.alphabet[Int(rest % UInt64(Self.alphabet.count))])
      rest /= UInt64(Self.alphabet.count)
    }
    description = text
  }
}

extension AssociateCode: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let code = AssociateCode(try container.decode(String.self)) else {
      throw Swift.DecodingError.dataCorruptedError(
        in: container, debugDescription: "an associate code is 4 characters of its alphabet")
    }
    self = code
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
