public import Alerts
public import Proximity

/// A shopper's request for an associate, now or at a time.
///
/// The associate learns a code and a place, nothing else: the shopper shows the same code.
public struct RequestContent: Equatable, Sendable {
  /// What the shopper asked for.
  public enum Kind: Equatable, Sendable {
    /// Somebody to come.
    case associate
    /// Somebody to be there at that time.
    case appointment(LedgerTime)
  }

  /// What the shopper asked for.
  public var kind: Kind
  /// Four letters and digits that the shopper's app shows, valid for this request alone.
  public let code: String
  /// Where; nothing when anywhere will do.
  public var place: PlaceID?

  /// Creates a request, or nothing when the code is not four capital letters and digits.
  public init?(_ kind: Kind, code: String, at place: PlaceID? = nil) {
    let isSound = code.utf8.allSatisfy { byte in
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    guard code.utf8.count == 4, isSound else { return nil }
    self.kind = kind
    self.code = code
    self.place = place
  }
}
