/// What a place's radius means to a smoother: as path losses, and as shares of rings.
///
/// Worked out once for each place when an engine is created.
public struct Reach: BitwiseCopyable, Sendable, Equatable {
  /// dB up to which a shopper is within a metre of a receiver, and within the radius too.
  public let immediate: Float
  /// dB up to which a shopper is within the place's radius.
  public let near: Float
  let nearRings: RingVector
  /// Of the innermost four rings, which lie around the first metre.
  let immediateRings: SIMD4<Float>

  /// Works out what a radius means.
  ///
  /// - Parameters:
  ///   - radius: metres.
  ///   - exponent: of the path loss.
  public init(radius: Float, exponent: Float) {
    near = Float(Elementary.pathLoss(at: Double(radius), exponent: Double(exponent)))
    immediate = min(0, near)
    nearRings = RingVector(RingGeometry.shares(within: Double(radius)))
    immediateRings = RingGeometry.shares(within: Double(min(1, radius))).lowHalf.lowHalf
  }
}
