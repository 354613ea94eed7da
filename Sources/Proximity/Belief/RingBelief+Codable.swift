extension RingBelief.State: Codable {
  private enum CodingKeys: String, CodingKey {
    case rings, level
  }

  /// - Throws: `DecodingError` unless there are sixteen shares of at least 0 that are not all 0.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let shares = try container.decode([Float].self, forKey: .rings)
    guard shares.count == RingGeometry.count,
      shares.allSatisfy({ $0 >= 0 && $0 <= 1 }), shares.reduce(0, +) > 0.5
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .rings, in: container,
        debugDescription: "a belief is \(RingGeometry.count) shares that make up the whole")
    }
    rings = RingVector(SIMD16(shares))
    let smoothed = try container.decode(EWMA.State.self, forKey: .level)
    (time, level) = (smoothed.time, smoothed.estimate)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    let vector = rings.vector
    try container.encode(vector.indices.map { vector[$0] }, forKey: .rings)
    try container.encode(EWMA.State(estimate: level, time: time), forKey: .level)
  }
}
