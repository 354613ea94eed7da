/// Why a decision came out as it did, with the numbers that decided it.
public enum Reason: Equatable, Sendable, Codable {
  /// Nothing spoke against it.
  case allowed
  /// The kill switch is set.
  case stopped
  /// There is no alert policy of that name.
  case unknownAlert
  /// The alert policy ended then.
  case ended(LedgerTime)
  /// It was a pilot, and a complaint has stopped it.
  case pilotStopped
  /// The shopper has been erased.
  case erased
  /// The shopper has withdrawn consent.
  case withdrawn
  /// The shopper has never consented to the purpose.
  case notConsented
  /// The shopper consented to an earlier wording of the purpose.
  case consentOutdated(given: Int, current: Int)
  /// The consent has run out.
  case consentExpired(LedgerTime)
  /// The shopper has withdrawn and consented anew since the alert became due.
  case consentChanged
  /// The shopper wants to be left alone.
  case leaveMeAlone
  /// The shopper is no longer as close as the alert asks for.
  case notPresent
  /// The alert is for return visits, and this is none.
  case notReturning
  /// The topic is sensitive, and the shopper has not declared it.
  case sensitiveTopic
  /// The shopper has not declared an interest in the topic.
  case notDeclaredInterest
  /// The shopper is a minor, and it is a promotion.
  case minor
  /// The shopper is staff, and it is a promotion.
  case staff
  /// The shopper belongs to those who get no promotions.
  case holdOut
  /// The visit is one of the first, which bring no promotions.
  case warmUp(visit: Int, of: Int)
  /// The visit is still too short.
  case dwellTooShort(dwell: Duration, required: Duration)
  /// The alert has been sent in this visit already.
  case duplicate
  /// The clock cannot be trusted, so that it may be quiet hours.
  case clockUntrusted
  /// It is quiet hours until then; without a time, nobody knows for how long, or whether it is.
  case quietHours(until: LedgerTime?)
  /// The last alert was sent too short a time ago.
  case gap(sinceLast: Duration, required: Duration)
  /// A frequency cap has been reached.
  case cap(Tally)
  /// The page has no room for another reservation.
  case pageFull

  /// A frequency cap and what was counted against it.
  public struct Tally: Hashable, Sendable, Codable {
    /// Whose cap.
    public var scope: Scope
    /// At most that many.
    public var limit: Int
    /// That many have been sent.
    public var count: Int
    /// Within that time.
    public var window: Duration

    /// Creates a tally.
    public init(scope: Scope, limit: Int, count: Int, window: Duration) {
      self.scope = scope
      self.limit = limit
      self.count = count
      self.window = window
    }
  }

  /// Whose cap it is.
  public enum Scope: String, Hashable, Sendable, Codable, CaseIterable {
    /// The shopper's own, over all brands.
    case shopper
    /// The venue's, over all brands.
    case venue
    /// The shopper's or the venue's, lowered because recent alerts were not welcome.
    case fatigue
    /// The brand's, over its own alerts.
    case brand
    /// The topic's, over all brands.
    case topic
    /// The channel's, over all brands.
    case channel
    /// The cap on safety alerts, over those alone.
    case safety
  }
}

extension Reason {
  /// The name of a rule, as files and logs have it.
  public enum Code: String, Hashable, Sendable, Codable, CaseIterable {
    case allowed, stopped, unknownAlert, ended, pilotStopped, erased, withdrawn, notConsented
    case consentOutdated, consentExpired, consentChanged, leaveMeAlone, notPresent, notReturning
    case sensitiveTopic, notDeclaredInterest, minor, staff, holdOut, warmUp, dwellTooShort,
      duplicate
    case clockUntrusted, quietHours, gap, shopperCap, venueCap, fatigueCap, brandCap, topicCap
    case channelCap, safetyCap, pageFull
  }

  /// The rule without its numbers.
  public var code: Code {
    switch self {
    case .allowed: .allowed
    case .stopped: .stopped
    case .unknownAlert: .unknownAlert
    case .ended: .ended
    case .pilotStopped: .pilotStopped
    case .erased: .erased
    case .withdrawn: .withdrawn
    case .notConsented: .notConsented
    case .consentOutdated: .consentOutdated
    case .consentExpired: .consentExpired
    case .consentChanged: .consentChanged
    case .leaveMeAlone: .leaveMeAlone
    case .notPresent: .notPresent
    case .notReturning: .notReturning
    case .sensitiveTopic: .sensitiveTopic
    case .notDeclaredInterest: .notDeclaredInterest
    case .minor: .minor
    case .staff: .staff
    case .holdOut: .holdOut
    case .warmUp: .warmUp
    case .dwellTooShort: .dwellTooShort
    case .duplicate: .duplicate
    case .clockUntrusted: .clockUntrusted
    case .quietHours: .quietHours
    case .gap: .gap
    case .cap(let tally): tally.scope.code
    case .pageFull: .pageFull
    }
  }
}

extension Reason.Scope {
  var code: Reason.Code {
    switch self {
    case .shopper: .shopperCap
    case .venue: .venueCap
    case .fatigue: .fatigueCap
    case .brand: .brandCap
    case .topic: .topicCap
    case .channel: .channelCap
    case .safety: .safetyCap
    }
  }
}
