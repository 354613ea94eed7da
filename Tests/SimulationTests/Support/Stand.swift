import Advertising
import Proximity
import Simulation

/// Somebody who stands, and receivers around: what they report.
struct Stand {
  /// A report, by receiver.
  struct Report: Equatable {
    var receiver: Int
    var seconds: Double
    var rssi: Double
  }

  /// All reports, in order.
  private(set) var reports: [Report] = []
  private(set) var counters: SimulatedDayCounters

  /// - Parameters:
  ///   - receivers: their positions, by x and y.
  ///   - walk: a way, unless somebody stands at the origin.
  init(
    _ radio: RadioModel, receivers: [(Float, Float)], seconds: Double = 2000,
    every interval: Duration = .milliseconds(100), walk: Walk? = nil, seed: UInt64 = 1
  ) throws {
    let origin = Position(x: 0, y: 0, z: 0)
    let end = Instant(seconds: seconds)
    let floor = try Floor(
      receivers: receivers.enumerated().map { index, position in
        Receiver(
          id: .init(name: "r\(index)"), position: Position(x: position.0, y: position.1, z: 0))
      }, places: [])
    let walk =
      try walk
      ?? Walk([
        .init(time: Instant(nanoseconds: 0), position: origin), .init(time: end, position: origin),
      ])
    let scenario = Scenario(
      floor: floor, radio: radio,
      shoppers: [
        SimulatedShopper(
          .init(name: "s"), Transmitter(.fixed(.iBeacon(1)), interval: interval), walks: [walk])
      ], time: Instant(nanoseconds: 0)..<end)
    var day = try SimulatedDay(scenario, seed: seed)
    var reports: [Report] = []
    while day.next({ time, receiver, event in
      let rssi = Int8(bitPattern: event[event.count - 1])
      reports.append(
        Report(receiver: Int(receiver.rawValue), seconds: time.seconds, rssi: Double(rssi)))
    }) {}
    self.reports = reports
    counters = day.counters
  }

  /// What one receiver reported.
  func levels(_ receiver: Int = 0) -> [Double] {
    reports.filter { $0.receiver == receiver }.map(\.rssi)
  }
}

extension [Double] {
  var mean: Double { reduce(0, +) / Double(count) }

  var deviation: Double {
    let mean = mean
    return (map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(count)).squareRoot()
  }

  /// The correlation of each number with the one so many later.
  func correlation(lag: Int) -> Double { correlation(with: Array(dropFirst(lag))) }

  /// The correlation with other numbers, as far as they go together.
  func correlation(with other: [Double]) -> Double {
    let left = Array(prefix(other.count))
    let right = Array(other.prefix(count))
    let (leftMean, rightMean) = (left.mean, right.mean)
    let products = zip(left, right).map { ($0 - leftMean) * ($1 - rightMean) }
    return products.mean / (left.deviation * right.deviation)
  }
}
