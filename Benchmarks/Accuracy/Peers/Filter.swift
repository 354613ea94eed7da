/// What somebody makes of the looks of one receiver at one beacon.
protocol Filter {
  /// Takes in a look and tells the level that is now believed in, in dBm; nothing when the look
  /// changed nothing.
  mutating func level(after rssi: Float, at time: Double) -> Float?
}

/// The latest look as it is.
struct Raw: Filter {
  mutating func level(after rssi: Float, at time: Double) -> Float? { rssi }
}

/// The looks of the last seconds, in the order of their levels as well.
struct SortedWindow {
  private let seconds: Double
  private var looks: [(time: Double, rssi: Float)] = []
  private var first = 0
  private(set) var levels: [Float] = []

  init(seconds: Double) { self.seconds = seconds }

  mutating func add(_ rssi: Float, at time: Double) {
    looks.append((time, rssi))
    levels.insert(rssi, at: position(of: rssi))
    while time - looks[first].time > seconds {
      levels.remove(at: position(of: looks[first].rssi))
      first += 1
    }
    if first > 1024 {
      looks.removeFirst(first)
      first = 0
    }
  }

  /// Of the first level that is not below.
  private func position(of rssi: Float) -> Int {
    var range = 0..<levels.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range = levels[middle] < rssi ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }
}
