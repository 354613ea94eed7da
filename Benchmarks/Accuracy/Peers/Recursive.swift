import Foundation

/// AltBeacon's other one: a tenth of the way to each look, in whole dBm.
struct WholeNumberARMA: Filter {
  private var state: Int?

  mutating func level(after rssi: Float, at time: Double) -> Float? {
    let old = Double(state ?? Int(rssi))
    // Towards 0, as Java does: what is weaker by less than 10 dB changes nothing.
    let new = Int(old - 0.1 * (old - Double(rssi)))
    state = new
    return Float(new)
  }
}

/// room-assistant's: a random walk of 0.008 dB² a look, seen with an error of 4 dB².
struct ScalarKalman: Filter {
  private var state: (level: Float, variance: Float)?

  mutating func level(after rssi: Float, at time: Double) -> Float? {
    guard let (level, variance) = state else {
      state = (rssi, 4)
      return rssi
    }
    let predicted = variance + 0.008
    let gain = predicted / (predicted + 4)
    let new = level + gain * (rssi - level)
    state = (new, (1 - gain) * predicted)
    return new
  }
}

/// The 1-Euro filter: a low pass that opens when the level moves.
///
/// Source: G. Casiez, N. Roussel, D. Vogel, "1€ Filter", CHI 2012.
struct OneEuro: Filter {
  private static let minimumCutoff = 0.15
  private static let speedCoefficient = 0.01
  private static let rateCutoff = 0.2
  private var state: (time: Double, level: Double, rate: Double)?

  mutating func level(after rssi: Float, at time: Double) -> Float? {
    guard let (last, level, rate) = state else {
      state = (time, Double(rssi), 0)
      return rssi
    }
    let elapsed = max(1e-3, time - last)
    let newRate =
      rate + Self.gain(Self.rateCutoff, elapsed) * ((Double(rssi) - level) / elapsed - rate)
    let cutoff = Self.minimumCutoff + Self.speedCoefficient * abs(newRate)
    let new = level + Self.gain(cutoff, elapsed) * (Double(rssi) - level)
    state = (time, new, newRate)
    return Float(new)
  }

  private static func gain(_ cutoff: Double, _ elapsed: Double) -> Double {
    1 / (1 + 1 / (2 * .pi * cutoff * elapsed))
  }
}

/// Bermuda's: of the last 20 readings, one every 1.05 s, the mean of what was nearest up to each,
/// from the newest on; a reading that would have had to retreat faster than 3 m/s is replaced by
/// the one before. Exponent 3, -55 dBm at 1 m.
struct LowerEnvelope: Filter {
  private static let cycle = 1.05
  private static let fastest = 3.0
  private var recent: [(time: Double, metres: Double)] = []
  private var readings: [Double] = []

  static func metres(at rssi: Float) -> Double { pow(10, (-55 - Double(rssi)) / 30) }

  mutating func level(after rssi: Float, at time: Double) -> Float? {
    if let last = recent.first, time - last.time < Self.cycle { return nil }
    let metres = Self.metres(at: rssi)
    let isTooFast = recent.first.map { last in
      // An approach is believed whatever was before.
      metres >= last.metres
        && recent.contains { (metres - $0.metres) / (time - $0.time) > Self.fastest }
    }
    recent.insert((time, metres), at: 0)
    if recent.count > 10 { recent.removeLast() }
    readings.insert(isTooFast == true ? readings[0] : metres, at: 0)
    if readings.count > 20 { readings.removeLast() }
    var (nearest, sum) = (metres, 0.0)
    for reading in readings {
      nearest = min(nearest, reading)
      sum += nearest
    }
    let mean = min(metres, sum / Double(readings.count))
    return Float(-55 - 30 * log10(mean))
  }
}
