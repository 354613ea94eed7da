public import Alerts
public import Proximity

/// What can be asked about one shopper, as `beacond shopper …` does.
public enum ShopperCommand: Equatable, Sendable {
  /// Makes a stranger a shopper, without any consent yet.
  case enrol(EnrolmentRequest)
  /// Asks whether a shopper may be asked for a purpose, and notes that it is done.
  case ask(ShopperReference, PurposeID, language: String)
  /// Takes down consent to a purpose.
  case consent(ShopperReference, ConsentGiven)
  /// Shows what is kept of a shopper.
  case show(ShopperReference)
  /// Hands out what is kept of a shopper, for the shopper to take away.
  case export(ShopperReference)
  /// Tells a shopper what became of an alert, or of all, and why.
  case explain(ShopperReference, AlertID?)
  /// Withdraws consent to a purpose, or to all when none is named.
  case withdraw(ShopperReference, PurposeID?)
  /// Erases a shopper.
  case erase(ShopperReference)
  /// Declares an interest in a topic, or takes it back.
  case allow(ShopperReference, TopicID, isAllowed: Bool)
  /// Sets how often a shopper wants to be alerted at most.
  case cap(ShopperReference, Wishes)
  /// Sets at what times of the day a shopper wants no alert.
  case quiet(ShopperReference, [QuietSpan])
  /// Sets whose alerts and what topics a shopper would rather hear of.
  case rank(ShopperReference, [Favourite])
  /// Takes down that a message was not welcome, which lowers the shopper's caps for a while.
  case unwelcome(ShopperReference, message: DeliveryName, Reception)
  /// Leaves a shopper alone, or no longer.
  case leaveMeAlone(ShopperReference, Rest)

  /// Whom it is about; nothing for an enrolment.
  public var shopper: ShopperReference? {
    switch self {
    case .enrol: nil
    case .ask(let shopper, _, _), .consent(let shopper, _), .show(let shopper),
      .export(let shopper), .explain(let shopper, _), .withdraw(let shopper, _),
      .erase(let shopper), .allow(let shopper, _, _), .cap(let shopper, _),
      .quiet(let shopper, _), .rank(let shopper, _), .unwelcome(let shopper, _, _),
      .leaveMeAlone(let shopper, _):
      shopper
    }
  }

  /// Its name on the command line and in an audit.
  public var name: Name {
    switch self {
    case .enrol: .enrol
    case .ask: .ask
    case .consent: .consent
    case .show: .show
    case .export: .export
    case .explain: .explain
    case .withdraw: .withdraw
    case .erase: .erase
    case .allow: .allow
    case .cap: .cap
    case .quiet: .quiet
    case .rank: .rank
    case .unwelcome: .unwelcome
    case .leaveMeAlone: .leaveMeAlone
    }
  }

  /// The name of a command.
  public enum Name: String, Sendable, Codable, CaseIterable {
    /// The commands, in the order of a shopper's life.
    case enrol, ask, consent, show, export, explain, withdraw, erase, allow, cap, quiet, rank
    case unwelcome
    /// Written with hyphens.
    case leaveMeAlone = "leave-me-alone"
  }
}

/// Who is to be enrolled.
public struct EnrolmentRequest: Equatable, Sendable, Codable {
  /// The beacon that the shopper carries.
  public var credential: CredentialText
  /// dBm at 1 m of that beacon, if known.
  public var measuredPower: Double?
  /// Whether the shopper is a minor, who gets no promotions.
  public var isMinor: Bool
  /// Whether it is a member of the staff, who gets none either.
  public var isStaff: Bool

  /// Creates an enrolment.
  public init(
    credential: CredentialText, measuredPower: Double? = nil, isMinor: Bool = false,
    isStaff: Bool = false
  ) {
    self.credential = credential
    self.measuredPower = measuredPower
    self.isMinor = isMinor
    self.isStaff = isStaff
  }
}

/// Consent as it was given.
public struct ConsentGiven: Equatable, Sendable, Codable {
  /// To what.
  public var purpose: PurposeID
  /// Which wording the shopper read.
  public var version: Int
  /// In which language, as BCP 47 has it.
  public var language: String
  /// How: a way such as `counter` or `app`.
  public var method: String

  /// Creates a consent.
  public init(purpose: PurposeID, version: Int, language: String, method: String) {
    self.purpose = purpose
    self.version = version
    self.language = language
    self.method = method
  }
}

/// How often a shopper wants to be alerted.
public struct Wishes: Equatable, Sendable, Codable {
  /// At most so many within so many seconds, from all brands together.
  public struct Limit: Equatable, Sendable, Codable {
    /// At most that many.
    public var count: Int
    /// Within that many seconds.
    public var seconds: Int

    /// Creates a limit.
    public init(count: Int, seconds: Int) {
      self.count = count
      self.seconds = seconds
    }
  }

  /// All of which hold.
  public var limits: [Limit]
  /// At least so many seconds apart.
  public var gap: Int?

  /// Creates wishes.
  public init(limits: [Limit], gap: Int? = nil) {
    self.limits = limits
    self.gap = gap
  }

  /// The same as a page keeps it.
  ///
  /// - Throws: `ConfigurationError` when a number is out of its range.
  public func preferences() throws(ConfigurationError) -> Preferences {
    for limit in limits where !(1...Int(Int32.max)).contains(limit.seconds) {
      throw ConfigurationError(
        path: "caps.per", problem: "\(limit.seconds) s is not within 1 s to 14 days")
    }
    if let gap, !(0...Int(Int32.max)).contains(gap) {
      throw ConfigurationError(path: "gap", problem: "\(gap) s is not within 0 s to 14 days")
    }
    return try Preferences(
      caps: limits.map { Cap(count: $0.count, per: .seconds($0.seconds)) },
      gap: gap.map { .seconds($0) })
  }
}

/// How long somebody wants to be left alone.
public enum Rest: Equatable, Sendable {
  /// Not any more.
  case no
  /// For so many seconds from now on.
  case seconds(Int)
  /// Until they say otherwise.
  case always
}
