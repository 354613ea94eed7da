/// Sixteen shares that make up the whole, at an alignment that does not pad the records they are in.
struct RingVector: BitwiseCopyable, Sendable, Equatable {
  var quarters: InlineArray<4, SIMD4<Float>>

  /// Somebody may always be where nothing speaks for it, or no look could correct an error.
  private static let doubt: Float = 1e-4

  @inline(__always)
  init(normalizing rings: SIMD16<Float>) {
    let whole = rings.whole
    let scale = whole > 1e-30 ? (1 - Self.doubt) / whole : 0
    self.init(
      exactly: rings * scale + RingGeometry.shareOfArea * (scale > 0 ? Self.doubt : 1))
  }

  @inline(__always)
  var vector: SIMD16<Float> {
    SIMD16(
      lowHalf: SIMD8(lowHalf: quarters[0], highHalf: quarters[1]),
      highHalf: SIMD8(lowHalf: quarters[2], highHalf: quarters[3]))
  }

  init(exactly rings: SIMD16<Float>) {
    quarters = [
      rings.lowHalf.lowHalf, rings.lowHalf.highHalf, rings.highHalf.lowHalf,
      rings.highHalf.highHalf,
    ]
  }

  static func == (left: RingVector, right: RingVector) -> Bool { left.vector == right.vector }
}

extension SIMD16<Float> {
  /// The sum of all, in one order on every platform.
  @inline(__always)
  var whole: Float {
    let eight = lowHalf + highHalf
    let four = eight.lowHalf + eight.highHalf
    return (four[0] + four[1]) + (four[2] + four[3])
  }
}
