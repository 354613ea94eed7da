public import Proximity

/// When one alert may be proposed, on whose behalf and for which purpose.
public struct AlertPolicy: Equatable, Sendable {
  /// Its name.
  public var id: AlertID
  /// On whose behalf the alert is sent.
  public var brand: BrandID
  /// The purpose the shopper must have consented to.
  public var purpose: PurposeID
  /// Which rules hold for it.
  public var `class`: AlertClass
  /// What it is about, if anything a shopper could have an interest in.
  public var topic: TopicID?
  /// The way by which it reaches the shopper, if the policy tells ways apart.
  public var channel: ChannelID?
  /// What makes it due.
  public var trigger: Trigger
  /// What the brand allows itself, counted over all its alerts; only tighter than the venue's.
  public var caps: [Cap]
  /// The time that must have passed since the last alert of anybody, 0 s to 14 days; one shorter than
  /// the venue's has no effect.
  public var gap: Duration?
  /// What the shopper reads.
  public var text: String?
  /// What a locked screen shows instead of the text, where others may read it too.
  public var lockScreen: String?
  /// Whether it is tried out: a pilot has an end, and a recorded complaint stops it.
  public var isPilot: Bool
  /// From when on it is no longer sent.
  public var ends: LedgerTime?
  /// Whether it is really sent.
  public var mode: Mode

  /// Creates an alert policy.
  public init(
    id: AlertID, brand: BrandID, purpose: PurposeID, class: AlertClass, topic: TopicID? = nil,
    channel: ChannelID? = nil, trigger: Trigger, caps: [Cap] = [], gap: Duration? = nil,
    text: String? = nil, lockScreen: String? = nil, isPilot: Bool = false,
    ends: LedgerTime? = nil, mode: Mode = .live
  ) {
    self.id = id
    self.brand = brand
    self.purpose = purpose
    self.class = `class`
    self.topic = topic
    self.channel = channel
    self.trigger = trigger
    self.caps = caps
    self.gap = gap
    self.text = text
    self.lockScreen = lockScreen
    self.isPilot = isPilot
    self.ends = ends
    self.mode = mode
  }
}

/// Which rules hold for an alert.
public enum AlertClass: String, Hashable, Sendable, Codable, CaseIterable {
  /// Something the shopper waits for; it may be deferred while the shopper is there.
  case service
  /// Something the shop would like to sell; denied for this visit when it cannot be sent at once.
  case promotion
  /// Something that protects the shopper; passes warm-up, dwell, quiet hours, gap and caps.
  case safety
}

/// Whether what is decided is also done.
public enum Mode: String, Hashable, Sendable, Codable, CaseIterable {
  /// It is done.
  case live
  /// It is only decided and charged to a log that live alerts never see.
  case shadow
}

/// What makes an alert due: a visit at a place.
public struct Trigger: Equatable, Sendable {
  /// Where.
  public var place: PlaceID
  /// How close, at least: `near` or `immediate`.
  public var zone: Zone
  /// How long the visit must have lasted, beyond the minimum dwell that makes it a visit.
  public var dwell: Duration?
  /// Whether only a return visit will do.
  public var returning: Bool

  /// Creates a trigger.
  public init(
    place: PlaceID, zone: Zone = .near, dwell: Duration? = nil, returning: Bool = false
  ) {
    self.place = place
    self.zone = zone
    self.dwell = dwell
    self.returning = returning
  }
}
