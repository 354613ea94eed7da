public import Alerts

/// What can be asked about all alerts of a store, as `beacond alerts …` does.
public enum AlertsCommand: Equatable, Sendable {
  /// Shows whether alerts are sent, and what complaints there were.
  case show
  /// Sets the kill switch: nothing is sent to anybody from now on, after a restart neither.
  case stop
  /// Lifts the kill switch.
  case resume
  /// Records a complaint about an alert, which stops it if it is a pilot.
  case complain(AlertID)

  /// Its name on the command line.
  public var name: Name {
    switch self {
    case .show: .show
    case .stop: .stop
    case .resume: .resume
    case .complain: .complain
    }
  }

  /// The name of a command.
  public enum Name: String, Sendable, Codable, CaseIterable {
    /// With a prefix on the wire, where the commands about shoppers have names too.
    case show = "alerts-show"
    case stop = "alerts-stop"
    case resume = "alerts-resume"
    case complain = "alerts-complain"
  }
}

/// Flat JSON, as people read it: `{"name":"alerts-complain","alert":"tea-tasting"}`.
extension AlertsCommand: Codable {
  private enum Key: String, CodingKey { case name, alert }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(Name.self, forKey: .name) {
    case .show: self = .show
    case .stop: self = .stop
    case .resume: self = .resume
    case .complain: self = .complain(try container.decode(AlertID.self, forKey: .alert))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    if case .complain(let alert) = self { try container.encode(alert, forKey: .alert) }
  }
}

/// Whether alerts are sent, and what complaints there were.
public struct AlertsState: Equatable, Sendable, Codable {
  /// Whether the kill switch is set.
  public var isStopped: Bool
  /// The alerts that somebody has complained about, by name.
  public var complaints: [Complaints]
  /// What was decided since the books were begun, by alert.
  public var decided: [Decided] = []

  /// Reads a state, also of a daemon that does not count yet.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    isStopped = try container.decode(Bool.self, forKey: .isStopped)
    complaints = try container.decode([Complaints].self, forKey: .complaints)
    decided = try container.decodeIfPresent([Decided].self, forKey: .decided) ?? []
  }

  /// How often an alert was sent, or was not, in whole tens: that one more was, nobody can watch.
  public struct Decided: Equatable, Sendable, Codable {
    /// The smallest number that is told, and the step from one to the next.
    public static let step = 10

    /// Which alert.
    public var alert: AlertID
    /// Whether it was really sent.
    public var mode: Mode
    /// What became of it.
    public var outcome: Outcome
    /// At least so often; nothing below `step`.
    public var count: Int?

    /// Creates a count, cut down to whole tens.
    public init(alert: AlertID, mode: Mode, outcome: Outcome, count: Int) {
      self.alert = alert
      self.mode = mode
      self.outcome = outcome
      self.count = count < Self.step ? nil : count - count % Self.step
    }
  }

  /// The complaints about one alert.
  public struct Complaints: Equatable, Sendable, Codable {
    /// Which.
    public var alert: AlertID
    /// How many there were.
    public var count: Int
    /// Whether they have stopped it: it is a pilot.
    public var hasStopped: Bool

    /// Creates a count.
    public init(about alert: AlertID, count: Int, hasStopped: Bool) {
      self.alert = alert
      self.count = count
      self.hasStopped = hasStopped
    }
  }

  /// Creates a state.
  public init(isStopped: Bool = false, complaints: [Complaints] = []) {
    self.isStopped = isStopped
    self.complaints = complaints
  }
}
