import Scoring

/// A recording as a person can judge it: a row for each place, time to the right.
struct Picture {
  struct Strip {
    var name: String
    /// Of the receivers of the place.
    var looks: [Look]
    /// How likely the engine takes somebody to be near, 0 to 1, over time.
    var likelihood: [(time: Double, likelihood: Double?)]
    var truth: [Interval]
    /// The engine's, as it was known at the time.
    var near: [Interval]
    /// The engine's, with hindsight.
    var zones: [Interval]
    /// Another's, as it was known at the time.
    var peer: [Interval]
  }

  var title: String
  var peerName: String
  var length: Double
  /// How likely somebody must be near to enter, and to stay.
  var thresholds: [Double]
  var strips: [Strip]

  private static let left = 96.0
  private static let width = 1000.0
  private static let top = 74.0
  private static let dots = 40.0
  private static let bar = 8.0
  private static let curve = 36.0
  private static let levels: ClosedRange<Float> = -95 ... -45

  private enum Colour {
    static let truth = "#9a9a9a"
    static let engine = "#0072b2"
    static let peer = "#e69f00"
    static let look = "#555555"
    static let likelihood = "#009e73"
    static let threshold = "#c0c0c0"
    static let grid = "#e4e4e4"
  }

  private var hasLikelihoods: Bool {
    strips.contains { $0.likelihood.contains { $0.likelihood != nil } }
  }

  /// From one strip to the next.
  private var pitch: Double {
    Self.dots + 4 * Self.bar + 26 + (hasLikelihoods ? Self.curve + 6 : 0)
  }

  var svg: String {
    var svg = SVG(
      width: Self.left + Self.width + 24,
      height: Self.top + Double(strips.count) * pitch + 30)
    svg.text(title, 12, 24, size: 16)
    legend(&svg)
    grid(&svg)
    for (index, strip) in strips.enumerated() {
      draw(strip, &svg, Self.top + Double(index) * pitch)
    }
    return svg.file
  }

  private func x(_ time: Double) -> Double { Self.left + time / length * Self.width }

  private func legend(_ svg: inout SVG) {
    let entries = [
      ("truth", Colour.truth, 1.0), ("engine, as it knew at the time", Colour.engine, 1),
      ("engine, with hindsight", Colour.engine, 0.4), (peerName, Colour.peer, 1),
    ]
    var left = Self.left
    for (name, colour, opacity) in entries {
      svg.box(left, 38, width: 18, height: Self.bar, fill: colour, opacity: opacity)
      svg.text(name, left + 24, 46)
      left += 60 + 6.2 * Double(name.count)
    }
    svg.dot(left + 4, 42, fill: Colour.look)
    svg.text("a look, -95 to -45 dBm", left + 12, 46)
    guard hasLikelihoods else { return }
    let right = Self.left + Self.width
    svg.text("how likely near, 0 to 1; dashed: to enter, to stay", right, 24, anchor: .end)
    svg.line(right - 292, 20, toX: right - 274, toY: 20, stroke: Colour.likelihood)
  }

  private func grid(_ svg: inout SVG) {
    let bottom = Self.top + Double(strips.count) * pitch
    let step = [5.0, 10, 20, 30, 60, 120, 300].first { length / $0 <= 16 } ?? 600
    for time in stride(from: 0, through: length, by: step) {
      svg.line(x(time), Self.top - 8, toX: x(time), toY: bottom, stroke: Colour.grid)
      svg.text("\(time.text(0)) s", x(time), bottom + 16, anchor: .middle)
    }
  }

  private func draw(_ strip: Strip, _ svg: inout SVG, _ top: Double) {
    svg.text(strip.name, Self.left - 10, top + Self.dots / 2 + 4, size: 12, anchor: .end)
    let span = Self.levels.upperBound - Self.levels.lowerBound
    for look in strip.looks {
      let level = min(Self.levels.upperBound, max(Self.levels.lowerBound, look.rssi))
      let share = Double((Self.levels.upperBound - level) / span)
      svg.dot(x(look.time), top + share * Self.dots, fill: Colour.look)
    }
    if hasLikelihoods { draw(strip.likelihood, &svg, top + Self.dots + 4) }
    let bars = [
      (strip.truth, Colour.truth, 1.0), (strip.near, Colour.engine, 1),
      (strip.zones, Colour.engine, 0.4), (strip.peer, Colour.peer, 1),
    ]
    for (index, (intervals, colour, opacity)) in bars.enumerated() {
      let y =
        top + Self.dots + 4 + (hasLikelihoods ? Self.curve + 6 : 0)
        + Double(index) * (Self.bar + 1)
      svg.box(Self.left, y, width: Self.width, height: Self.bar, fill: "#f6f6f6")
      for interval in intervals {
        svg.box(
          x(interval.start), y, width: max(1, x(interval.end) - x(interval.start)),
          height: Self.bar, fill: colour, opacity: opacity)
      }
    }
  }

  private func draw(
    _ likelihood: [(time: Double, likelihood: Double?)], _ svg: inout SVG, _ top: Double
  ) {
    let y = { (likelihood: Double) in top + (1 - likelihood) * Self.curve }
    svg.box(Self.left, top, width: Self.width, height: Self.curve, fill: "#fafafa")
    for threshold in thresholds {
      svg.line(
        Self.left, y(threshold), toX: Self.left + Self.width, toY: y(threshold),
        stroke: Colour.threshold, isDashed: true)
    }
    for piece in likelihood.split(whereSeparator: { $0.likelihood == nil }) {
      svg.curve(
        piece.map { (x: x($0.time), y: y($0.likelihood ?? 0)) }, stroke: Colour.likelihood)
    }
  }
}
