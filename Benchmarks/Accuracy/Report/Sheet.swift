import Scoring
import Simulation

/// A figure that everybody on a sheet has.
struct Measure: Sendable {
  enum Better: Sendable { case higher, lower, nearerToZero }

  let name: String
  let better: Better
  /// By how much it may be worse than a file says.
  let margin: Double
  let style: Style

  enum Style: Sendable {
    case number(decimals: Int)
    case signed(decimals: Int)
    case percent
  }

  func text(_ value: Double?) -> String {
    guard let value else { return "–" }
    switch style {
    case .number(let decimals): return value.text(decimals)
    case .signed(let decimals): return value.signedText(decimals)
    case .percent: return "\((value * 100).text(1)) %"
    }
  }

  /// Whether a value is worse than another one by more than the margin; to have none is worst.
  func isWorse(_ value: Double?, than other: Double?) -> Bool {
    guard let other else { return false }
    guard let value else { return true }
    return switch better {
    case .higher: value < other - margin
    case .lower: value > other + margin
    case .nearerToZero: abs(value) > abs(other) + margin
    }
  }
}

/// What one of them got.
struct Row: Sendable {
  struct Cell: Sendable {
    var value: Double?
    /// The middle nine tenths of what chance could have made of it.
    var range: ClosedRange<Double>?
  }

  var name: String
  /// In the order of the sheet's measures.
  var cells: [Cell]

  init(_ name: String, _ cells: [Cell]) {
    self.name = name
    self.cells = cells
  }
}

/// Figures of one kind of recording.
struct Sheet: Sendable {
  /// As a file calls it.
  let key: String
  let title: String
  /// What lies under the table: the split, and what is to be seen.
  var notes: [String]
  let measures: [Measure]
  var rows: [Row] = []

  var text: String {
    var table = Table(title, [""] + measures.map(\.name))
    for row in rows {
      table.add(
        [row.name]
          + zip(measures, row.cells).map { measure, cell in
            let range = cell.range.map {
              " (\(measure.text($0.lowerBound))–\(measure.text($0.upperBound)))"
            }
            return measure.text(cell.value) + (range ?? "")
          })
    }
    return table.text + "\n" + notes.map { "\($0)\n" }.joined(separator: "\n")
  }
}
