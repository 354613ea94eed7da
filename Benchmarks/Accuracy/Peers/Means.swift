/// AltBeacon's default: the mean of the last 20 s without a tenth of the looks, and one more, on
/// either side.
struct TrimmedMean: Filter {
  private var window = SortedWindow(seconds: 20)

  mutating func level(after rssi: Float, at time: Double) -> Float? {
    window.add(rssi, at: time)
    let levels = window.levels
    guard levels.count > 2 else { return levels.reduce(0, +) / Float(levels.count) }
    let cut = levels.count / 10 + 1
    let kept = levels[cut..<levels.count - cut]
    return kept.reduce(0, +) / Float(kept.count)
  }
}

/// ESPresense's: the mean of those of the last 15 s that lie no farther beyond the quartiles than
/// one and a half times their distance.
struct TukeyMean: Filter {
  private var window = SortedWindow(seconds: 15)

  mutating func level(after rssi: Float, at time: Double) -> Float? {
    window.add(rssi, at: time)
    let levels = window.levels
    let (low, high) = (Self.quantile(0.25, of: levels), Self.quantile(0.75, of: levels))
    let fence = 1.5 * (high - low)
    let kept = levels.filter { low - fence <= $0 && $0 <= high + fence }
    return kept.reduce(0, +) / Float(kept.count)
  }

  private static func quantile(_ share: Float, of levels: [Float]) -> Float {
    let position = share * Float(levels.count - 1)
    let below = Int(position)
    let above = min(below + 1, levels.count - 1)
    return levels[below] + (levels[above] - levels[below]) * (position - Float(below))
  }
}

/// The mean of the last 5 s.
struct RunningMean: Filter {
  private var window = SortedWindow(seconds: 5)

  mutating func level(after rssi: Float, at time: Double) -> Float? {
    window.add(rssi, at: time)
    return window.levels.reduce(0, +) / Float(window.levels.count)
  }
}

/// reelyActive's: the looks of 1.5 s make one, told when they are over.
struct Mixing: Filter {
  private var begun: Double?
  private var sum: Float = 0
  private var count: Float = 0

  mutating func level(after rssi: Float, at time: Double) -> Float? {
    var mixed: Float?
    if let begun, time - begun >= 1.5 {
      mixed = sum / count
      (sum, count) = (0, 0)
      self.begun = time
    }
    begun = begun ?? time
    sum += rssi
    count += 1
    return mixed
  }
}
