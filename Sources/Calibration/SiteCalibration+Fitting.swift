import Proximity

extension SiteCalibration {
  /// Finds the numbers that the looks speak for.
  ///
  /// - Parameters:
  ///   - walked: the looks, on the floor as it is now.
  ///   - measuredPower: dBm at 1 m, what the engine takes for the beacon's now; it decides nothing
  ///     but the scatter before.
  /// - Throws: ``CalibrationError`` when there are too few looks or no beacon behaves as they say.
  /// - Complexity: O(looks × rounds), of which there are some twenty.
  public init(_ walked: WalkLooks, measuredPower: Float) throws(CalibrationError) {
    try walked.refuseTooFew()
    let floor = walked.floor
    let heard = HeardReceivers(walked.looks, of: floor)
    let isSpanned = heard.distances.contains { $0.upperBound >= Self.leastSpan * $0.lowerBound }
    var source = isSpanned ? ExponentSource.looks : .site
    var prior = Self.prior
    if !isSpanned { prior.exponent = .certain(Double(floor.exponent)) }
    var fit = RobustFit(walked.looks, slots: heard.slots, slotCount: heard.indices.count, prior)
    if isSpanned {
      let found = fit.solution.exponent.value
      guard Self.believable.contains(found) else { throw .noFall(exponent: found) }
      if !Self.exponents.contains(found) {
        source = .limit
        prior.exponent = .certain(
          min(max(found, Self.exponents.lowerBound), Self.exponents.upperBound))
        fit = RobustFit(walked.looks, slots: heard.slots, slotCount: heard.indices.count, prior)
      }
    }
    exponentSource = source
    exponent = fit.solution.exponent
    self.measuredPower = fit.solution.power
    receivers = heard.indices.enumerated().map { slot, index in
      CalibratedReceiver(
        receiver: ReceiverIndex(UInt16(index)), looks: heard.counts[slot],
        distances: heard.distances[slot], offset: fit.solution.offsets[slot])
    }
    looks = walked.looks.count
    scatter = Scatter(fit.residuals)
    scatterBefore = Scatter(
      walked.looks.map { look in
        Double(look.rssi + floor.receivers[look.receiver].offset - measuredPower)
          + Double(floor.exponent) * look.decades
      })
    try refuseNonsense(scale: fit.scale, of: floor)
  }

  /// Indoors, with beacons carried on bodies; see `Floor.defaultExponent`.
  private static let prior = Prior(
    power: .init(-59, give: 10), exponent: .init(Double(Floor.defaultExponent), give: 0.5),
    offset: .init(0, give: 6))

  /// What an exponent may come out as without something being wrong.
  private static let believable = 0.8...5.0
  /// dB; recordings of walks have 4.
  private static let greatestScale = 12.0
  private static let powers = -100.0...20.0
  private static let offsets = -40.0...40.0

  private func refuseNonsense(scale: Double, of floor: Floor) throws(CalibrationError) {
    guard scale <= Self.greatestScale else { throw .noLaw(scatter: scale) }
    guard Self.powers.contains(measuredPower.value) else {
      throw .impossiblePower(measuredPower.value)
    }
    for receiver in receivers where !Self.offsets.contains(receiver.offset.value) {
      throw .impossibleOffset(
        floor.receivers[Int(receiver.receiver.rawValue)].id, receiver.offset.value)
    }
  }
}

extension WalkLooks {
  fileprivate func refuseTooFew() throws(CalibrationError) {
    guard floor.receivers.contains(where: { $0.position != nil }) else { throw .noPositions }
    guard looks.count < SiteCalibration.fewestLooks else { return }
    guard let heard else { throw .notHeard }
    guard heard.overlaps(walk.span) else { throw .neverOnWalk(heard: heard, walk: walk.span) }
    if looks.isEmpty, counters.unplaced > 0 { throw .notPlaced }
    throw .tooFewLooks(looks.count)
  }
}

/// The receivers that have looks, each with a slot of its own.
private struct HeardReceivers {
  /// The position in the floor's list, by slot.
  var indices: [Int] = []
  /// The slot of each look.
  var slots: [Int] = []
  var counts: [Int] = []
  var distances: [ClosedRange<Float>] = []

  init(_ looks: [Look], of floor: Floor) {
    var slotOf = Array(repeating: -1, count: floor.receivers.count)
    for look in looks { slotOf[look.receiver] = 0 }
    for index in slotOf.indices where slotOf[index] == 0 {
      slotOf[index] = indices.count
      indices.append(index)
    }
    counts = Array(repeating: 0, count: indices.count)
    distances = Array(repeating: 0...0, count: indices.count)
    for look in looks {
      let slot = slotOf[look.receiver]
      slots.append(slot)
      let range = counts[slot] == 0 ? look.distance...look.distance : distances[slot]
      distances[slot] =
        min(range.lowerBound, look.distance)...max(range.upperBound, look.distance)
      counts[slot] += 1
    }
  }
}

extension Prior.Belief {
  /// A value that looks cannot change.
  fileprivate static func certain(_ value: Double) -> Self { Self(value, give: 1e-4) }
}
