internal import Alerts
internal import Proximity

/// Flat JSON, as people read it: `{"name":"withdraw","shopper":{"code":"K7QX"},"purpose":"offers"}`.
extension ShopperCommand: Codable {
  private enum Key: String, CodingKey {
    case name, shopper, enrolment, consent, purpose, language, topic, allowed, wishes, hours, rest
    case alert, ranking, message, reception
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func shopper() throws -> ShopperReference {
      try container.decode(ShopperReference.self, forKey: .shopper)
    }
    switch try container.decode(Name.self, forKey: .name) {
    case .enrol: self = .enrol(try container.decode(EnrolmentRequest.self, forKey: .enrolment))
    case .ask:
      self = .ask(
        try shopper(), try container.decode(PurposeID.self, forKey: .purpose),
        language: try container.decode(String.self, forKey: .language))
    case .consent:
      self = .consent(try shopper(), try container.decode(ConsentGiven.self, forKey: .consent))
    case .show: self = .show(try shopper())
    case .export: self = .export(try shopper())
    case .explain:
      self = .explain(try shopper(), try container.decodeIfPresent(AlertID.self, forKey: .alert))
    case .withdraw:
      self = .withdraw(
        try shopper(), try container.decodeIfPresent(PurposeID.self, forKey: .purpose))
    case .erase: self = .erase(try shopper())
    case .allow:
      self = .allow(
        try shopper(), try container.decode(TopicID.self, forKey: .topic),
        isAllowed: try container.decode(Bool.self, forKey: .allowed))
    case .cap: self = .cap(try shopper(), try container.decode(Wishes.self, forKey: .wishes))
    case .quiet:
      self = .quiet(try shopper(), try container.decode([QuietSpan].self, forKey: .hours))
    case .rank:
      self = .rank(try shopper(), try container.decode([Favourite].self, forKey: .ranking))
    case .unwelcome:
      self = .unwelcome(
        try shopper(), message: try container.decode(DeliveryName.self, forKey: .message),
        try container.decode(Reception.self, forKey: .reception))
    case .leaveMeAlone:
      self = .leaveMeAlone(try shopper(), try container.decode(Rest.self, forKey: .rest))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    try container.encodeIfPresent(shopper, forKey: .shopper)
    switch self {
    case .enrol(let enrolment): try container.encode(enrolment, forKey: .enrolment)
    case .ask(_, let purpose, let language):
      try container.encode(purpose, forKey: .purpose)
      try container.encode(language, forKey: .language)
    case .consent(_, let consent): try container.encode(consent, forKey: .consent)
    case .show, .export, .erase: break
    case .explain(_, let alert): try container.encodeIfPresent(alert, forKey: .alert)
    case .withdraw(_, let purpose): try container.encodeIfPresent(purpose, forKey: .purpose)
    case .allow(_, let topic, let isAllowed):
      try container.encode(topic, forKey: .topic)
      try container.encode(isAllowed, forKey: .allowed)
    case .cap(_, let wishes): try container.encode(wishes, forKey: .wishes)
    case .quiet(_, let hours): try container.encode(hours, forKey: .hours)
    case .rank(_, let ranking): try container.encode(ranking, forKey: .ranking)
    case .unwelcome(_, let message, let reception):
      try container.encode(message, forKey: .message)
      try container.encode(reception, forKey: .reception)
    case .leaveMeAlone(_, let rest): try container.encode(rest, forKey: .rest)
    }
  }
}

/// `"no"`, `"always"`, or a number of seconds.
extension Rest: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let seconds = try? container.decode(Int.self) {
      guard seconds > 0 else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "a rest lasts for at least a second")
      }
      self = .seconds(seconds)
      return
    }
    switch try container.decode(String.self) {
    case "no": self = .no
    case "always": self = .always
    default:
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "a rest is 'no', 'always' or a number of seconds")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .no: try container.encode("no")
    case .always: try container.encode("always")
    case .seconds(let seconds): try container.encode(seconds)
    }
  }
}
