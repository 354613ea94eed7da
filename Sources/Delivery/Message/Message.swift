public import Alerts
public import Proximity

/// What is handed to a sink: a text for one shopper, or a shopper's own request.
///
/// It holds no name, no pseudonym, no address and nothing that was measured.
public struct Message: Equatable, Sendable {
  /// The idempotency key: the same for the same reservation, however often it is tried.
  public var key: DeliveryKey
  /// When it was decided or asked for.
  public var time: LedgerTime
  /// What it says.
  public var content: Content

  /// Creates a message.
  public init(key: DeliveryKey, time: LedgerTime, content: Content) {
    self.key = key
    self.time = time
    self.content = content
  }

  /// What a message says.
  public enum Content: Equatable, Sendable {
    /// An alert that has been charged.
    case alert(AlertContent)
    /// Several alerts for one shopper, which share a slot.
    case digest([AlertContent])
    /// Something a shopper asked for; it costs no slot.
    case request(RequestContent)
  }
}

/// What the recipient of an alert is told.
public struct AlertContent: Equatable, Sendable {
  /// For whom.
  public var handle: DeliveryHandle
  /// Which alert.
  public var alert: AlertID
  /// On whose behalf.
  public var brand: BrandID
  /// What the shopper reads.
  public var text: String
  /// What may stand on a locked screen.
  public var lockScreenText: String
  /// Why the shopper gets it, in a sentence that goes with it.
  public var reason: String

  /// Creates the content of an alert.
  public init(
    handle: DeliveryHandle, alert: AlertID, brand: BrandID, text: String, lockScreenText: String,
    reason: String
  ) {
    self.handle = handle
    self.alert = alert
    self.brand = brand
    self.text = text
    self.lockScreenText = lockScreenText
    self.reason = reason
  }
}
