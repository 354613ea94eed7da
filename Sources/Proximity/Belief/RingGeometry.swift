/// The sixteen rings around a receiver in which a beacon may be, from 0 to 25 m.
///
/// The innermost ends at 0.5 m and each further one is wider by the same factor, since the path
/// loss tells factors of distance and not differences.
enum RingGeometry {
  static let count = 16
  static let innermost = 0.5
  static let outermost = 25.0

  /// The borders of the rings in metres, ascending from 0.
  static let borders: [Double] = {
    let step = Elementary.logarithm(outermost / innermost) / Double(count - 1)
    return [0] + (0..<count).map { outermost * Elementary.decay(step * Double(count - 1 - $0)) }
  }()

  /// The area of each ring in square metres.
  static let areas: [Double] = zip(borders, borders.dropFirst()).map { inner, outer in
    Double.pi * (outer * outer - inner * inner)
  }

  /// The distance of each ring: half of its area is nearer.
  static let distances: [Double] = zip(borders, borders.dropFirst()).map { inner, outer in
    ((inner * inner + outer * outer) / 2).squareRoot()
  }

  /// Which share of each ring is within a radius.
  static func shares(within radius: Double) -> SIMD16<Float> {
    var shares = SIMD16<Float>()
    for ring in 0..<count {
      let (inner, outer) = (borders[ring], borders[ring + 1])
      let share = (radius * radius - inner * inner) / (outer * outer - inner * inner)
      shares[ring] = Float(max(0, min(1, share)))
    }
    return shares
  }

  /// Of all area, which share each ring has.
  static let shareOfArea: SIMD16<Float> = {
    var shares = SIMD16<Float>()
    for ring in 0..<count { shares[ring] = Float(areas[ring] / (.pi * outermost * outermost)) }
    return shares
  }()

  /// For each gap, from each ring, how likely every ring is after it, for somebody who strolls
  /// about with that spread in square metres a second.
  ///
  /// The shares of area are what it tends to and keeps: without looks, everywhere is as likely.
  static func transitions(spread: Double) -> [SIMD16<Float>] {
    let unit = Gap.seconds(0) / 1024
    let step = unitStep(spread: spread, seconds: unit)
    var rows: [SIMD16<Float>] = []
    for gap in 0..<Gap.count {
      let steps = Int(Gap.spreading(Gap.seconds(gap)) / unit)
      for row in power(step, steps) {
        var vector = SIMD16<Float>()
        for ring in 0..<count { vector[ring] = Float(row[ring]) }
        rows.append(vector)
      }
    }
    return rows
  }

  /// A step so short that nobody crosses a whole ring: what flows over a border grows with its
  /// length and falls with the way from ring to ring.
  private static func unitStep(spread: Double, seconds: Double) -> [[Double]] {
    var step = (0..<count).map { ring in (0..<count).map { $0 == ring ? 1.0 : 0 } }
    for ring in 0..<count - 1 {
      let flow =
        spread * seconds * 2 * .pi * borders[ring + 1] / (distances[ring + 1] - distances[ring])
      step[ring][ring + 1] += flow / areas[ring]
      step[ring][ring] -= flow / areas[ring]
      step[ring + 1][ring] += flow / areas[ring + 1]
      step[ring + 1][ring + 1] -= flow / areas[ring + 1]
    }
    return step
  }

  private static func power(_ matrix: [[Double]], _ exponent: Int) -> [[Double]] {
    guard exponent > 1 else { return matrix }
    let half = power(matrix, exponent / 2)
    let square = product(half, half)
    return exponent.isMultiple(of: 2) ? square : product(square, matrix)
  }

  private static func product(_ left: [[Double]], _ right: [[Double]]) -> [[Double]] {
    left.map { row in
      (0..<count).map { column in
        zip(row, right).reduce(0.0) { sum, pair in sum + pair.0 * pair.1[column] }
      }
    }
  }
}
