/// How much it takes to change a zone: ``ZoneRules`` in the units of the ingest path.
public struct ZoneThresholds: BitwiseCopyable, Sendable, Equatable {
  /// dB on either side of a place's radius within which the zone that holds goes on holding.
  public let margin: Float
  /// See ``BeliefRules/enter``.
  let enter: Float
  /// See ``BeliefRules/enterAlone``.
  let enterAlone: Float
  /// See ``BeliefRules/suspect``.
  let suspect: Float
  private let leave: Float
  private let settling: Int64

  /// Works out the thresholds of rules.
  public init(_ rules: ZoneRules) {
    margin = rules.hysteresis / 2
    enter = rules.belief.enter
    enterAlone = rules.belief.enterAlone
    suspect = rules.belief.suspect
    leave = rules.belief.leave
    settling = rules.belief.settling.inNanoseconds
  }

  /// The zone that a belief speaks for: a sequential test with one threshold to enter and another,
  /// lower one to leave, which sinks as a shopper settles.
  ///
  /// - Parameter immediate: asked only of those who are near, since who is within a metre is.
  @inline(__always)
  func zone(
    near: Float, immediate: @autoclosure () -> Float, enter: Float, now standing: Standing
  ) -> Zone {
    let isNear = near > (standing.zone.isPresent ? leave(after: standing.presence) : enter)
    guard isNear else { return .far }
    return immediate() > (standing.zone == .immediate ? leave : enter) ? .immediate : .near
  }

  @inline(__always)
  private func leave(after presence: Int64) -> Float {
    leave * max(0.1, Float(settling) / Float(max(settling, presence)))
  }
}
