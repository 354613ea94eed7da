/// What the belief about where a shopper is takes for granted of radio and of people.
///
/// The defaults are those that told real positions best on recordings with ground truth; see
/// "How presence is detected" in the documentation for the model and when to change a parameter.
public struct BeliefRules: Sendable, Equatable {
  /// dB by which looks weaker than expected typically scatter; 1 to 20. Bodies and shelves weaken.
  public var weakerScatter: Float
  /// dB by which looks stronger than expected typically scatter; 1 to 20. Little strengthens a
  /// signal, so this is less.
  public var strongerScatter: Float
  /// Degrees of freedom of Student's t-distribution of the scatter; 1 to 100. Fewer make outliers
  /// weigh less.
  public var degreesOfFreedom: Float
  /// How long two looks of one receiver share their shadow; 0 s to 60 s. A look after a gap `dt`
  /// weighs `dt / (shadow + dt)`, so that a beacon is not believed more for advertising more often.
  public var shadow: Duration
  /// Square metres in a second by which shoppers spread out; 0.01 to 10. A second after a look a
  /// shopper is typically `sqrt(2 · spread)` metres further along each axis; every further second
  /// without a look counts for three tenths, since most of those who are not heard stay.
  public var spread: Float
  /// Metres between the height of receivers without position and that of beacons; 0 to 10.
  public var height: Float
  /// How likely presence must be to be believed, where all receivers of a floor speak to one
  /// belief; 0.05 to 0.99.
  public var enter: Float
  /// How likely presence must be to be believed on the word of one receiver; 0.05 to 0.99.
  public var enterAlone: Float
  /// How likely presence must be to count as evidence of it once it is believed, where all
  /// receivers of a floor speak to one belief; 0.01 to `enter`. A belief takes several looks to
  /// become sure: presence is dated back by three looks, as far as it was above this by then.
  public var suspect: Float
  /// How likely presence must remain to go on being believed; 0.01 to `enter`.
  public var leave: Float
  /// How long it takes to settle; 1 s to 1 h. Who has been present for longer is less likely to
  /// leave in the next moment, so that it takes more to believe it: after `t` the presence goes on
  /// being believed down to `leave · settling / t`, though no further than a tenth of `leave`.
  public var settling: Duration

  /// Creates rules.
  public init(
    weakerScatter: Float = 5.5, strongerScatter: Float = 3.5, degreesOfFreedom: Float = 6,
    shadow: Duration = .milliseconds(800), spread: Float = 0.6, height: Float = 0.5,
    enter: Float = 0.45, enterAlone: Float = 0.5, suspect: Float = 0.1,
    leave: Float = 0.3,
    settling: Duration = .seconds(25)
  ) {
    self.weakerScatter = weakerScatter
    self.strongerScatter = strongerScatter
    self.degreesOfFreedom = degreesOfFreedom
    self.shadow = shadow
    self.spread = spread
    self.height = height
    self.enter = enter
    self.enterAlone = enterAlone
    self.suspect = suspect
    self.leave = leave
    self.settling = settling
  }
}
