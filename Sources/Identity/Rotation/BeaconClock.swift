public import Proximity

/// What a beacon's seconds counter showed at a moment of ours, and how sure that is.
///
/// At enrolment it comes from the beacon's registration; later `EphemeralIdentifiers` knows it
/// better and can be asked for it, to survive a restart.
public struct BeaconClock: Equatable, Sendable {
  /// The counter in whole seconds; it wraps at 2^32.
  public var counter: UInt32
  /// When it showed that, on our clock.
  public var instant: Instant
  /// How far the counter may have been off, to either side; negative counts as none.
  public var uncertainty: Duration

  /// Creates a reading; a second of uncertainty covers reading a counter over the air.
  ///
  /// A beacon that may have lost power saves its counter only once a day, so state a day for it,
  /// and have a table with enough periods for a day.
  public init(counter: UInt32, at instant: Instant, uncertainty: Duration = .seconds(1)) {
    self.counter = counter
    self.instant = instant
    self.uncertainty = uncertainty
  }
}
