/// What is believed of every shopper on a floor: how likely each cell of a window is.
///
/// All receivers of a floor speak to one belief, and every place reads from it. A receiver that
/// says nothing takes nothing away: when one dies the others still know.
struct FloorBeliefs: Sendable {
  static let cellsOfWindow = FloorGrid.windowSide * FloorGrid.windowBlocks
  /// Somebody may always be where nothing speaks for it, or no look could correct an error.
  static let doubt: Float = 1e-4
  /// How far a look moves a shopper's offset, per dB.
  private static let offsetRate: Float = 0.05
  private static let largestOffset: Float = 20
  private static let largestSurprise: Float = 8
  /// People spread out in steps of at least this, in nanoseconds.
  private static let shortestSpread: Int64 = 200_000_000

  let grid: FloorGrid
  private let emission: FloorEmission
  let spread: Float
  var records: ExpiringTable<FloorBelief>
  var cells: [SIMD8<Float>]
  /// A window on its way to another place, so that moving it allocates nothing.
  var scratch: [SIMD8<Float>]

  init(_ grid: FloorGrid, capacity: Int, _ rules: BeliefRules) {
    self.grid = grid
    emission = FloorEmission(rules)
    spread = rules.spread
    records = ExpiringTable(
      capacity: capacity, day: 1 << 26,
      vacant: FloorBelief(
        ShopperIndex(key: .max), at: 0, window: FloorWindow(block: 0, row: 0)))
    cells = Array(repeating: .zero, count: capacity * Self.cellsOfWindow)
    scratch = Array(repeating: .zero, count: Self.cellsOfWindow)
  }

  @inline(__always)
  func slot(of shopper: ShopperIndex) -> Int? { records.slot(of: FloorBelief.key(of: shopper)) }

  /// Begins to believe that a shopper is somewhere around a receiver; nothing when the table is full.
  mutating func begin(_ shopper: ShopperIndex, around receiver: Int, at time: Int64) -> Int? {
    guard !records.isFull else { return nil }
    let slot = records.insert(
      FloorBelief(shopper, at: time, window: grid.window(around: receiver)))
    let share = Float(1) / Float(Self.cellsOfWindow * 8)
    for cell in range(of: slot) { cells[cell] = SIMD8(repeating: share) }
    return slot
  }

  func range(of slot: Int) -> Range<Int> {
    slot * Self.cellsOfWindow..<(slot + 1) * Self.cellsOfWindow
  }

  /// Takes in a look, and moves the shopper's offset by what it should not have been.
  mutating func hear(
    _ pathLoss: Float, in slot: Int, by receiver: Int, after gap: Int, at time: Int64
  ) {
    if time - records[slot].lastSpread >= Self.shortestSpread { spreadOut(slot, until: time) }
    let record = records[slot]
    // A look stronger than the nearest cell's speaks for it no less than one of its own.
    let loss = max(pathLoss - record.offset, grid.lowestLosses[receiver])
    let row = emission.row(of: loss, after: gap)
    let likely = row.span
    let first =
      grid.start(of: receiver) + Int(record.window.row) * grid.blocks
      + Int(record.window.block)
    let (expected, stride) = (grid.expected, grid.blocks)
    var whole = SIMD8<Float>()
    var weighted = SIMD8<Float>()
    let base = slot * Self.cellsOfWindow
    var shares = cells.mutableSpan
    for row in 0..<FloorGrid.windowSide {
      for block in 0..<FloorGrid.windowBlocks {
        let steps = expected[first + row * stride + block]
        let likelihoods = SIMD8(
          likely[Int(steps[0] & 127)], likely[Int(steps[1] & 127)], likely[Int(steps[2] & 127)],
          likely[Int(steps[3] & 127)], likely[Int(steps[4] & 127)], likely[Int(steps[5] & 127)],
          likely[Int(steps[6] & 127)], likely[Int(steps[7] & 127)])
        let cell = base + row * FloorGrid.windowBlocks + block
        let share = shares[cell] * likelihoods
        shares[cell] = share
        whole += share
        weighted += share * SIMD8<Float>(steps)
      }
    }
    records[slot].lastHeard = time
    records[slot].whole = max(1e-30, whole.sum())
    let mean = weighted.sum() / records[slot].whole / 2 + FloorGrid.lowestLoss
    let surprise = max(
      -Self.largestSurprise,
      min(Self.largestSurprise, pathLoss - record.offset - mean))
    let offset = record.offset + Self.offsetRate * emission.weight(after: gap) * surprise
    records[slot].offset = max(-Self.largestOffset, min(Self.largestOffset, offset))
    if records[slot].whole < 1e-9 { spreadOut(slot, until: time) }
  }

  /// How much of the belief is on a patch, 0 to 1.
  func share(of slot: Int, on patch: FloorPatch) -> Float {
    let record = records[slot]
    let (left, top) = (Int(record.window.block), Int(record.window.row))
    let blocks = patch.blocks.clamped(to: left..<left + FloorGrid.windowBlocks)
    let rows = patch.rows.clamped(to: top..<top + FloorGrid.windowSide)
    guard !blocks.isEmpty, !rows.isEmpty else { return 0 }
    var sum = SIMD8<Float>()
    let base = slot * Self.cellsOfWindow
    for row in rows {
      let line = (row - patch.rows.lowerBound) * patch.blocks.count - patch.blocks.lowerBound
      let own = base + (row - top) * FloorGrid.windowBlocks - left
      for block in blocks { sum += cells[own + block] * patch.shares[line + block] }
    }
    return sum.sum() / record.whole
  }
}
