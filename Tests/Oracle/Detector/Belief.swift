import Proximity

/// What all receivers of a floor together believe of one shopper.
struct Belief {
  static let doubt = 1e-4

  /// When the places are judged or, with nothing to judge, the belief is given up.
  var deadline: Int64
  var lastHeard: Int64
  private var lastSpread: Int64
  var isPending = false
  /// dB by which this shopper's looks are weaker everywhere than the measured power says.
  private var offset = 0.0
  private var corner: (column: Int, row: Int)
  /// By row and column of the window.
  private var cells: [Double]
  /// How near a look came to being rounded the other way, in dB.
  private(set) var rounding = 1.0

  init(around receiver: Int, at time: Int64, on grid: Grid) {
    (deadline, lastHeard, lastSpread) = (time, time, time)
    corner = grid.window(around: receiver)
    cells = Array(repeating: 1 / Double(Grid.side * Grid.side), count: Grid.side * Grid.side)
  }

  private var whole: Double { cells.reduce(0, +) }

  /// The cell of the floor that a cell of the window is.
  private func number(_ cell: Int, _ grid: Grid) -> Int {
    (corner.row + cell / Grid.side) * grid.columns + corner.column + cell % Grid.side
  }

  mutating func hear(
    _ loss: Float, by receiver: Int, after gap: Int64, at time: Int64, on grid: Grid,
    _ rules: BeliefRules
  ) {
    // People spread out in steps of at least 0.2 s.
    if time - lastSpread >= 200_000_000 { spreadOut(until: time, on: grid, rules) }
    let octave = Octave(ofGap: gap)
    let expected = grid.expected[receiver]
    // A look stronger than the nearest cell's speaks for it no less than one of its own.
    let strongest = Double(expected.min() ?? 0) / 2 - 8
    let steps = (max(Double(loss) - offset, strongest) + 8) * 2
    let nearest = max(-193, min(320, steps.rounded()))
    rounding = min(rounding, abs(abs(steps - steps.rounded(.down)) - 0.5) / 2)
    let likelihoods = (0..<128).map {
      rules.likelihood(of: max(-40, min(40, (nearest - Double($0)) / 2)), after: octave.seconds)
    }
    var mean = 0.0
    for cell in cells.indices {
      let step = expected[number(cell, grid)]
      cells[cell] *= likelihoods[step]
      mean += cells[cell] * Double(step)
    }
    lastHeard = time
    let whole = max(1e-30, whole)
    let surprise = Double(loss) - offset - (mean / whole / 2 - 8)
    offset += 0.05 * rules.weight(after: octave.seconds) * max(-8, min(8, surprise))
    offset = max(-20, min(20, offset))
    if whole < 1e-9 { spreadOut(until: time, on: grid, rules) }
  }

  /// People stroll, and anybody may be anywhere after all; what no cell can explain begins anew.
  private mutating func spreadOut(until time: Int64, on grid: Grid, _ rules: BeliefRules) {
    let seconds = Octave.spreading(Double(time - lastSpread) * 1e-9)
    let cell = Double(grid.cell)
    let variance = min(16, 2 * Double(rules.spread) * seconds / (cell * cell))
    let passes = Int((variance * 2).rounded(.up))
    let share = passes > 0 ? variance / Double(passes) / 2 : 0
    let whole = whole
    let everywhere = 1 / Double(cells.count)
    for cell in cells.indices {
      cells[cell] =
        whole < 1e-25
        ? everywhere : cells[cell] / whole * (1 - Self.doubt) + Self.doubt * everywhere
    }
    for _ in 0..<passes {
      diffuse(share, stride: 1, across: Grid.side)
      diffuse(share, stride: Grid.side, across: 1)
    }
    lastSpread = time
  }

  /// Every cell gives its two neighbours along an axis a share; nobody leaves the window.
  private mutating func diffuse(_ share: Double, stride: Int, across: Int) {
    let before = cells
    for line in 0..<Grid.side {
      for place in 0..<Grid.side {
        let cell = line * across + place * stride
        let left = place > 0 ? before[cell - stride] : before[cell]
        let right = place < Grid.side - 1 ? before[cell + stride] : before[cell]
        cells[cell] += (left + right - 2 * before[cell]) * share
      }
    }
  }

  /// How likely the shopper is in the cells that have these shares of a place.
  func likelihood(_ shares: [Double], on grid: Grid) -> Double {
    var sum = 0.0
    for cell in cells.indices where shares[number(cell, grid)] > 0 {
      sum += cells[cell] * shares[number(cell, grid)]
    }
    return sum / max(1e-30, whole)
  }

  /// Moves the window when the shopper is off its middle; beyond the edges of what was believed,
  /// what was at the edge.
  mutating func follow(on grid: Grid) {
    var (columns, rows) = (0.0, 0.0)
    for cell in cells.indices {
      columns += cells[cell] * Double(cell % Grid.side)
      rows += cells[cell] * Double(cell / Grid.side)
    }
    let (column, row) = (Int(columns / whole), Int(rows / whole))
    guard abs(column - Grid.side / 2) > 5 || abs(row - Grid.side / 2) > 3 else { return }
    let moved = grid.window(around: corner.column + column, corner.row + row)
    guard moved != corner else { return }
    let (before, doubt) = (cells, Self.doubt / Double(cells.count) * whole)
    func nearest(_ place: Int) -> Int { max(0, min(Grid.side - 1, place)) }
    for cell in cells.indices {
      let row = nearest(cell / Grid.side + moved.row - corner.row)
      let column = nearest(cell % Grid.side + moved.column - corner.column)
      cells[cell] = before[row * Grid.side + column] + doubt
    }
    corner = moved
  }
}
