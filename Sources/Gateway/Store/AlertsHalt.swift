public import Alerts

/// What keeps alerts from being sent, whoever would get them.
public struct AlertsHalt: Equatable, Sendable {
  /// Whether the kill switch is set.
  public var isStopped: Bool
  /// The pilots that a complaint has stopped.
  public var pilots: Set<AlertID>

  /// Creates a halt.
  public init(isStopped: Bool = false, pilots: Set<AlertID> = []) {
    self.isStopped = isStopped
    self.pilots = pilots
  }
}

extension Policy {
  /// What keeps its alerts from being sent.
  var halt: AlertsHalt {
    get { AlertsHalt(isStopped: isStopped, pilots: stoppedPilots) }
    set {
      isStopped = newValue.isStopped
      stoppedPilots = newValue.pilots
    }
  }
}

extension Gateway {
  /// What keeps alerts from being sent; a live gateway follows its desk.
  public var halt: AlertsHalt {
    get { policy.halt }
    set { policy.halt = newValue }
  }
}
