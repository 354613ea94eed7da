/// Turns the noisy path losses of one track into one calm estimate.
///
/// A smoother is a value with parameters; its `State` is what it remembers of one track. The engine
/// keeps the states in an array and calls through static dispatch, so that a smoother costs what
/// its arithmetic costs. Arrivals are irregular: every step must weigh by the time that passed, and
/// nothing may be rounded to whole dB.
public protocol Smoother: Sendable {
  /// What is remembered of one track, without references.
  associatedtype State: BitwiseCopyable, Sendable, Equatable, Codable

  /// The state after a track's first look.
  ///
  /// - Parameters:
  ///   - pathLoss: dB, corrected for the receiver's offset.
  ///   - time: when it was heard.
  func begin(_ pathLoss: Float, at time: Instant) -> State

  /// Takes in a further look.
  ///
  /// - Parameters:
  ///   - state: what is remembered so far.
  ///   - pathLoss: dB, corrected for the receiver's offset.
  ///   - time: not earlier than the look before.
  func update(_ state: inout State, with pathLoss: Float, at time: Instant)

  /// The path loss in dB that the looks so far speak for.
  func estimate(_ state: State) -> Float
}
