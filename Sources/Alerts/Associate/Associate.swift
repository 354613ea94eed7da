public import Proximity

/// Something a shopper asked the staff for: an event of its own, and no alert.
///
/// It costs no slot, needs no consent, is on no page, and says where help is wanted but not by whom:
/// somebody who has never opted in to anything can ask as well.
public struct Associate: Equatable, Sendable, Codable {
  /// What the shopper shows or says, and the associate reads.
  public var code: AssociateCode
  /// What is asked for.
  public var wish: Wish
  /// Where.
  public var place: PlaceID
  /// When it was asked for.
  public var asked: LedgerTime
  /// From when on it is forgotten.
  public var expires: LedgerTime

  /// What a shopper can ask an associate for.
  public enum Wish: Equatable, Sendable, Codable {
    /// Somebody to come now.
    case help
    /// Somebody to be there then.
    case appointment(LedgerTime)
  }
}

/// Why the staff cannot be asked.
public enum AssociateError: Error, Equatable, Sendable, CustomStringConvertible {
  /// That many requests are open; one has to be answered first.
  case busy(open: Int)
  /// The appointment lies in the past, or further ahead than that.
  case appointmentOutOfRange(upTo: Duration)

  public var description: String {
    switch self {
    case .busy(let open): "\(open) requests are open already: answer one, or ask again later"
    case .appointmentOutOfRange(let limit):
      "an appointment lies ahead, and by at most \(limit.inWords): choose another time"
    }
  }
}
