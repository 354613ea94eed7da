internal import Alerts
public import Proximity

/// What came of a request.
public enum ControlReply: Equatable, Sendable {
  /// It was done.
  case done(Receipt)
  /// A shopper was enrolled.
  case enrolled(Enrolled)
  /// What is kept of a shopper.
  case record(ShopperRecord)
  /// Whether a shopper may be asked, and what to show.
  case question(Question)
  /// What became of a shopper's alerts and why, in the order in which it was decided.
  case explained([ExplainedDecision])
  /// All that is kept of a shopper, as a JSON document to take away.
  case export(String)
  /// Whether alerts are sent.
  case alerts(AlertsState)
  /// Requests for an associate.
  case associate(AssociateRequests)
}

/// What a shopper can keep as proof that something was done.
public struct Receipt: Equatable, Sendable, Codable {
  /// A random number under which it stands in the audit; nothing when there is none.
  public var number: String?

  /// Creates a receipt.
  public init(number: String? = nil) { self.number = number }
}

/// A new shopper: the pseudonym, a code to show, or both, as the role may see, and the handle.
public struct Enrolled: Equatable, Sendable, Codable {
  /// The pseudonym.
  public var shopper: ShopperID?
  /// A code to go on with, such as to consent.
  public var code: ShownCode?
  /// By what the recipient of alerts will know the shopper; whoever enrols tells the shopper's app.
  /// Nothing where alerts are delivered to nobody.
  public var handle: DeliveryName?

  /// Creates an enrolment's result.
  public init(shopper: ShopperID? = nil, code: ShownCode? = nil, handle: DeliveryName? = nil) {
    self.shopper = shopper
    self.code = code
    self.handle = handle
  }
}

extension ControlReply: Codable {
  private enum Key: String, CodingKey {
    case done, enrolled, record, question, explained, export, alerts, associate
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    guard container.allKeys.count == 1, let key = container.allKeys.first else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription:
            "exactly one of done, enrolled, record, question, explained, export, alerts and associate "
            + "is needed"))
    }
    switch key {
    case .done: self = .done(try container.decode(Receipt.self, forKey: key))
    case .enrolled: self = .enrolled(try container.decode(Enrolled.self, forKey: key))
    case .record: self = .record(try container.decode(ShopperRecord.self, forKey: key))
    case .question: self = .question(try container.decode(Question.self, forKey: key))
    case .explained:
      self = .explained(try container.decode([ExplainedDecision].self, forKey: key))
    case .export: self = .export(try container.decode(String.self, forKey: key))
    case .alerts: self = .alerts(try container.decode(AlertsState.self, forKey: key))
    case .associate:
      self = .associate(try container.decode(AssociateRequests.self, forKey: key))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .done(let receipt): try container.encode(receipt, forKey: .done)
    case .enrolled(let enrolled): try container.encode(enrolled, forKey: .enrolled)
    case .record(let record): try container.encode(record, forKey: .record)
    case .question(let question): try container.encode(question, forKey: .question)
    case .explained(let decisions): try container.encode(decisions, forKey: .explained)
    case .export(let document): try container.encode(document, forKey: .export)
    case .alerts(let state): try container.encode(state, forKey: .alerts)
    case .associate(let requests): try container.encode(requests, forKey: .associate)
    }
  }
}
