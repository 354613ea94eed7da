import Proximity

/// The air between one transmitter and one receiver: what is slow to change of it.
struct RadioLink: BitwiseCopyable, Sendable {
  /// In standard deviations.
  private var shadow = 0.0
  private var time: Instant?
  private var position = Position(x: 0, y: 0, z: 0)

  init() {}

  /// The level at which a receiver gets an advertisement, in dBm; nothing when it misses it.
  ///
  /// - Parameters:
  ///   - emission: the advertisement.
  ///   - receiver: where the receiver is.
  ///   - channel: on which of the three advertising channels it listens.
  mutating func level(
    of emission: Emission, at receiver: Position, on channel: Int, by model: RadioModel,
    _ random: inout SplitMix64
  ) -> Double? {
    let mean =
      emission.power - model.pathLoss(over: emission.position.distance(to: receiver))
      + model.channelGains[channel]
    // Neither shadowing nor fade lifts a level by more than that but once in a thousand.
    guard mean + 3 * model.shadowing + 6 > model.sensitivity else { return nil }
    let level =
      mean + model.shadowing * shadow(of: emission, model, &random)
      - emission.bodyLoss(towards: receiver, atMost: model.bodyLoss)
      + random.fade(riceFactor: model.riceFactor)
    return random.happens(model.loss(at: level)) ? nil : level
  }

  /// A first-order process that forgets with the way walked and the time passed, whatever the steps.
  private mutating func shadow(
    of emission: Emission, _ model: RadioModel, _ random: inout SplitMix64
  ) -> Double {
    defer {
      time = emission.time
      position = emission.position
    }
    guard let time else {
      shadow = random.gaussian()
      return shadow
    }
    let passed = (emission.time - time) / model.shadowingTime
    let walked = position.distance(to: emission.position) / model.shadowingDistance
    let kept = Elementary.decay(max(0, passed) + walked)
    shadow = kept * shadow + (1 - kept * kept).squareRoot() * random.gaussian()
    return shadow
  }
}
