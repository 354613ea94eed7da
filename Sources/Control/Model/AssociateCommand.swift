public import Alerts
public import Proximity

/// What can be asked about shoppers who want an associate, as `beacond associate …` does.
///
/// Such a request is no alert: it costs no slot and needs no consent, and whoever makes it stays
/// unknown but for a code.
public enum AssociateCommand: Equatable, Sendable {
  /// Asks for somebody, now or at a time.
  case ask(Associate.Wish, PlaceID)
  /// Takes a request away: somebody sees to it, or the shopper no longer wants it.
  case answer(AssociateCode)
  /// Lists who waits.
  case waiting

  /// Its name on the wire.
  public var name: Name {
    switch self {
    case .ask: .ask
    case .answer: .answer
    case .waiting: .waiting
    }
  }

  /// The name of a command.
  public enum Name: String, Sendable, Codable, CaseIterable {
    /// With a prefix on the wire, where the commands about shoppers have names too.
    case ask = "associate-ask"
    case answer = "associate-answer"
    case waiting = "associate-waiting"
  }
}

/// Flat JSON, as people read it: `{"name":"associate-ask","wish":{"help":{}},"place":"tea"}`.
extension AssociateCommand: Codable {
  private enum Key: String, CodingKey { case name, wish, place, code }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(Name.self, forKey: .name) {
    case .ask:
      self = .ask(
        try container.decode(Associate.Wish.self, forKey: .wish),
        try container.decode(PlaceID.self, forKey: .place))
    case .answer: self = .answer(try container.decode(AssociateCode.self, forKey: .code))
    case .waiting: self = .waiting
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    switch self {
    case .ask(let wish, let place):
      try container.encode(wish, forKey: .wish)
      try container.encode(place, forKey: .place)
    case .answer(let code): try container.encode(code, forKey: .code)
    case .waiting: break
    }
  }
}

/// Requests for an associate.
public struct AssociateRequests: Equatable, Sendable, Codable {
  /// The one that was made or taken away, or all that wait, in the order in which they were made.
  public var requests: [Associate]
  /// Whether the staff has been told of the one that was made; nothing where nobody is told.
  public var wasDelivered: Bool?

  /// Creates requests.
  public init(_ requests: [Associate], wasDelivered: Bool? = nil) {
    self.requests = requests
    self.wasDelivered = wasDelivered
  }
}
