/// How likely a look is in a cell, ready to be read off for every octave of gaps.
struct FloorEmission: Sendable {
  /// Half decibels on either side of the expected path loss; beyond, nothing gets less likely.
  private static let reach = 320

  /// By gap, then by how many half decibels the path loss is above the one expected.
  private let likelihoods: [Float]
  private let weights: [Float]

  init(_ rules: BeliefRules) {
    let emission = Emission(rules)
    var likelihoods: [Float] = []
    for gap in 0..<Gap.count {
      for excess in -Self.reach...Self.reach {
        let decibels = max(-40, min(40, Double(excess) / 2))
        likelihoods.append(Float(emission.likelihood(of: decibels, after: gap)))
      }
    }
    self.likelihoods = likelihoods
    weights = (0..<Gap.count).map { Float(emission.weight(after: $0)) }
  }

  /// What a look weighs after a gap, 0 to 1.
  func weight(after gap: Int) -> Float { weights[gap] }

  /// The likelihood of a look by the path loss to expect, as a grid keeps it.
  func row(of pathLoss: Float, after gap: Int) -> InlineArray<128, Float> {
    let steps = ((pathLoss - FloorGrid.lowestLoss) * 2).rounded()
    let nearest = Int(max(Float(127 - Self.reach), min(Float(Self.reach), steps)))
    let zero = gap * (2 * Self.reach + 1) + Self.reach + nearest
    return InlineArray { likelihoods[zero - $0] }
  }
}
