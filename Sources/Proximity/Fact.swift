/// One of the three things the engine ever says of a shopper: near, dwell, return.
///
/// Facts come in the order in which they became known: `time` never decreases from one fact to the
/// next, and `since` never lies after `time`.
public enum Fact: BitwiseCopyable, Equatable, Sendable {
  /// The shopper's zone at a place changed.
  case near(Near)
  /// A first visit began, or any visit went on or ended.
  case dwell(Dwell)
  /// A visit began that is a return visit; it stands in the place of the `Dwell` that begins a
  /// first visit.
  case `return`(Return)

  /// Whose fact it is.
  public var shopper: ShopperIndex {
    switch self {
    case .near(let near): near.shopper
    case .dwell(let dwell): dwell.shopper
    case .return(let returned): returned.shopper
    }
  }

  /// The place it holds for.
  public var place: PlaceIndex {
    switch self {
    case .near(let near): near.place
    case .dwell(let dwell): dwell.place
    case .return(let returned): returned.place
    }
  }

  /// When it became known.
  public var time: Instant {
    switch self {
    case .near(let near): near.time
    case .dwell(let dwell): dwell.time
    case .return(let returned): returned.time
    }
  }
}

/// The shopper's zone at a place, from `since` on.
public struct Near: BitwiseCopyable, Equatable, Sendable {
  /// Whose zone.
  public var shopper: ShopperIndex
  /// At which place.
  public var place: PlaceIndex
  /// The zone that now holds.
  public var zone: Zone
  /// When it became known.
  public var time: Instant
  /// When it began: the first evidence for it, or the last evidence before a silence.
  public var since: Instant

  /// Creates a fact.
  public init(
    shopper: ShopperIndex, place: PlaceIndex, zone: Zone, time: Instant, since: Instant
  ) {
    self.shopper = shopper
    self.place = place
    self.zone = zone
    self.time = time
    self.since = since
  }
}

/// How long a visit has lasted.
public struct Dwell: BitwiseCopyable, Equatable, Sendable {
  /// What happened to the visit.
  public enum Phase: UInt8, BitwiseCopyable, Hashable, Sendable, Codable {
    /// A first visit reached the minimum dwell.
    case entered
    /// The visit reached one of the place's dwell milestones.
    case dwelled
    /// The shopper has gone for longer than the merge gap.
    case departed
    /// Nobody knows how the visit ended: the receivers were deaf for too long.
    case lost
    /// Not an event: the visit goes on at the moment of asking.
    case open
  }

  /// Whose visit.
  public var shopper: ShopperIndex
  /// At which place.
  public var place: PlaceIndex
  /// What happened to the visit.
  public var phase: Phase
  /// From the first to the last evidence of presence; never negative.
  public var dwell: Duration
  /// For a return visit, the time from the last departure to this visit's beginning.
  public var away: Duration?
  /// When it became known.
  public var time: Instant
  /// When the visit began; for `departed` and `lost`, the last evidence of presence.
  public var since: Instant

  /// Creates a fact.
  public init(
    shopper: ShopperIndex, place: PlaceIndex, phase: Phase, dwell: Duration, away: Duration?,
    time: Instant, since: Instant
  ) {
    self.shopper = shopper
    self.place = place
    self.phase = phase
    self.dwell = dwell
    self.away = away
    self.time = time
    self.since = since
  }
}

/// A visit that began after an earlier one at the same place had ended.
public struct Return: BitwiseCopyable, Equatable, Sendable {
  /// Whose visit.
  public var shopper: ShopperIndex
  /// At which place.
  public var place: PlaceIndex
  /// From the first to the last evidence of presence so far; at least the minimum dwell.
  public var dwell: Duration
  /// The time from the last departure to this visit's beginning.
  public var away: Duration
  /// When it became known.
  public var time: Instant
  /// When the visit began.
  public var since: Instant

  /// Creates a fact.
  public init(
    shopper: ShopperIndex, place: PlaceIndex, dwell: Duration, away: Duration, time: Instant,
    since: Instant
  ) {
    self.shopper = shopper
    self.place = place
    self.dwell = dwell
    self.away = away
    self.time = time
    self.since = since
  }
}
