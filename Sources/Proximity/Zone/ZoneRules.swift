/// When a changed estimate becomes a changed zone.
///
/// Fades are one-sided: a body in the way looks like distance, hardly anything looks like nearness.
/// So it takes less to come closer than to go away. The vocabulary of high and low thresholds with
/// their own time-outs is that of BlueZ's AdvertisementMonitor.
public struct ZoneRules: Sendable, Equatable {
  /// What the belief about where a shopper is takes for granted, and how likely presence must be.
  public var belief: BeliefRules
  /// For a smoother without belief, dB between the level that enters a zone and the one that leaves
  /// it, half on either side of the zone's threshold; 0 to 30.
  public var hysteresis: Float
  /// How long looks must speak for a closer zone; 0 s to 60 s.
  public var closerConfirmation: Duration
  /// How long looks must speak for a farther zone; 0 s to 60 s.
  public var fartherConfirmation: Duration
  /// dB by which a place must be ahead of the one that holds its group, to take over; 0 to 30.
  public var groupMargin: Float
  /// How long a place must be ahead of the one that holds its group; 0 s to 60 s.
  public var groupConfirmation: Duration
  /// Looks of one track that are closer together than this are one look: an advertisement and its
  /// scan response see the same fade; 0 s to 1 s.
  public var lookWindow: Duration
  /// How silence is judged.
  public var silence: SilenceRules

  /// Creates rules; the defaults are those that did well on recordings with ground truth.
  public init(
    belief: BeliefRules = BeliefRules(), hysteresis: Float = 3,
    closerConfirmation: Duration = .seconds(1),
    fartherConfirmation: Duration = .seconds(1), groupMargin: Float = 2,
    groupConfirmation: Duration = .milliseconds(500), lookWindow: Duration = .milliseconds(10),
    silence: SilenceRules = SilenceRules()
  ) {
    self.belief = belief
    self.hysteresis = hysteresis
    self.closerConfirmation = closerConfirmation
    self.fartherConfirmation = fartherConfirmation
    self.groupMargin = groupMargin
    self.groupConfirmation = groupConfirmation
    self.lookWindow = lookWindow
    self.silence = silence
  }
}

/// When not hearing a beacon means that it is gone.
///
/// Beacons advertise every 20 ms or every 10 s, and phones go unheard for half a minute while they
/// lie still. Each track learns the interval at which its receiver hears its beacon and the longest
/// gap of late, and is silent after several times that.
public struct SilenceRules: Sendable, Equatable {
  /// Learned intervals without a look that make a track silent; 1 to 100.
  public var intervals: Float
  /// How many times the longest gap of late make a track silent; 0 to 100.
  public var gaps: Float
  /// How long it takes to forget a gap; 1 s to 24 h.
  public var gapMemory: Duration
  /// The shortest silence that counts; 0.1 s to 60 s.
  public var minimum: Duration
  /// The longest silence that does not count; 1 s to 10 min.
  public var maximum: Duration
  /// The interval assumed of a beacon heard once; 20 ms to 60 s.
  public var initialInterval: Duration
  /// How long exits wait for a receiver that is unhealthy; 0 s to 10 min.
  public var unhealthyGrace: Duration
  /// How long a silent track's interval is remembered; 0 s to 5 min.
  public var trackMemory: Duration

  /// Creates rules.
  public init(
    intervals: Float = 4, gaps: Float = 3, gapMemory: Duration = .seconds(900),
    minimum: Duration = .seconds(10), maximum: Duration = .seconds(60),
    initialInterval: Duration = .seconds(2), unhealthyGrace: Duration = .seconds(600),
    trackMemory: Duration = .seconds(300)
  ) {
    self.intervals = intervals
    self.gaps = gaps
    self.gapMemory = gapMemory
    self.minimum = minimum
    self.maximum = maximum
    self.initialInterval = initialInterval
    self.unhealthyGrace = unhealthyGrace
    self.trackMemory = trackMemory
  }
}
