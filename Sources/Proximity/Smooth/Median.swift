/// The median of the looks of the last seconds.
///
/// Half of the looks in the window may be fades of any depth and the median still stands among the
/// others. Of an even count it is the mean of the two in the middle, so fractions of a dB are kept.
/// At most ``LookWindow/capacity`` looks are remembered: of a beacon that advertises faster, the
/// median covers the newest of them.
///
/// Source: J. W. Tukey, "Exploratory Data Analysis", Addison-Wesley 1977 (running medians).
///
/// Costs an insertion sort of at most sixteen looks per estimate; 144 bytes per track.
public struct Median: Smoother {
  /// What is remembered of one track: its last looks.
  public typealias State = LookWindow

  let window: Duration

  /// Creates a median.
  ///
  /// - Precondition: `window` is positive and at most ten minutes.
  public init(window: Duration = .milliseconds(2500)) {
    precondition(
      window > .zero && window <= LookWindow.longest, "window must be within (0 s, 600 s]")
    self.window = window
  }

  public func begin(_ pathLoss: Float, at time: Instant) -> State {
    LookWindow(pathLoss, at: time)
  }

  public func update(_ state: inout State, with pathLoss: Float, at time: Instant) {
    state.append(pathLoss, at: time, keeping: window)
  }

  /// - Complexity: O(n²) for the n ≤ ``LookWindow/capacity`` looks remembered.
  public func estimate(_ state: State) -> Float {
    var sorted = InlineArray<16, Float>(repeating: 0)
    for index in 0..<state.count {
      var position = index
      while position > 0 && sorted[position - 1] > state[index] {
        sorted[position] = sorted[position - 1]
        position -= 1
      }
      sorted[position] = state[index]
    }
    let middle = state.count / 2
    guard state.count.isMultiple(of: 2) else { return sorted[middle] }
    return (sorted[middle - 1] + sorted[middle]) / 2
  }
}
