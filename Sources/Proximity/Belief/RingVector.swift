/// Sixteen shares that make up the whole, or as many weights of them, at an alignment that does not
/// pad the records they are in.
struct RingVector: BitwiseCopyable, Sendable, Equatable {
  var quarters: InlineArray<4, SIMD4<Float>>

  @inline(__always)
  init(_ rings: SIMD16<Float>) {
    quarters = [
      rings.lowHalf.lowHalf, rings.lowHalf.highHalf, rings.highHalf.lowHalf,
      rings.highHalf.highHalf,
    ]
  }

  @inline(__always)
  var vector: SIMD16<Float> {
    SIMD16(
      lowHalf: SIMD8(lowHalf: quarters[0], highHalf: quarters[1]),
      highHalf: SIMD8(lowHalf: quarters[2], highHalf: quarters[3]))
  }

  /// The sum of all shares, each times its weight.
  ///
  /// By quarters: products of sixteen become sixteen products where a caller is large.
  @inline(__always)
  func sum(weighing weights: RingVector) -> Float {
    let (low, high) =
      (
        quarters[0] * weights.quarters[0] + quarters[2] * weights.quarters[2],
        quarters[1] * weights.quarters[1] + quarters[3] * weights.quarters[3]
      )
    return (low + high).whole
  }

  static func == (left: RingVector, right: RingVector) -> Bool { left.vector == right.vector }
}

extension SIMD16<Float> {
  /// The sum of all, in one order on every platform.
  @inline(__always)
  var whole: Float {
    let eight = lowHalf + highHalf
    return (eight.lowHalf + eight.highHalf).whole
  }
}

extension SIMD4<Float> {
  /// The sum of all, in one order on every platform.
  @inline(__always)
  var whole: Float { (self[0] + self[1]) + (self[2] + self[3]) }
}
