extension FloorBeliefs {
  /// Moves the window when the shopper is off its middle.
  mutating func follow(_ slot: Int) {
    guard grid.blocks > FloorGrid.windowBlocks || grid.rows > FloorGrid.windowSide else { return }
    let window = records[slot].window
    let (column, row) = middle(of: slot)
    // Windows move by whole blocks along rows, so that four cells off the middle may be the best.
    let isCentral =
      abs(column - FloorGrid.windowSide / 2) <= 5 && abs(row - FloorGrid.windowSide / 2) <= 3
    guard !isCentral else { return }
    let moved = grid.window(
      centredOn: Int(window.block) * 8 + column, Int(window.row) + row)
    if moved != window { move(slot, to: moved) }
  }

  /// The mean cell of a belief, counted from its window's corner.
  private func middle(of slot: Int) -> (column: Int, row: Int) {
    var columns = SIMD8<Float>()
    var rows = SIMD8<Float>()
    let lanes = SIMD8<Float>(0, 1, 2, 3, 4, 5, 6, 7)
    let base = slot * Self.cellsOfWindow
    for row in 0..<FloorGrid.windowSide {
      for block in 0..<FloorGrid.windowBlocks {
        let shares = cells[base + row * FloorGrid.windowBlocks + block]
        columns += shares * (lanes + Float(block * 8))
        rows += shares * Float(row)
      }
    }
    let whole = records[slot].whole
    return (Int(columns.sum() / whole), Int(rows.sum() / whole))
  }

  private mutating func move(_ slot: Int, to window: FloorWindow) {
    let old = records[slot].window
    let base = slot * Self.cellsOfWindow
    for cell in 0..<Self.cellsOfWindow { scratch[cell] = cells[base + cell] }
    let doubt = Self.doubt / Float(Self.cellsOfWindow * 8) * records[slot].whole
    var whole = SIMD8<Float>()
    for row in 0..<FloorGrid.windowSide {
      for block in 0..<FloorGrid.windowBlocks {
        let share = scratchShare(
          block + Int(window.block) - Int(old.block),
          row + Int(window.row) - Int(old.row))
        cells[base + row * FloorGrid.windowBlocks + block] = share + doubt
        whole += share + doubt
      }
    }
    records[slot].window = window
    records[slot].whole = max(1e-30, whole.sum())
  }

  /// A block of the window before; beyond its edges, what is at the edge: somebody who walks ahead of what is
  /// believed of them is not lost with the cells that were cut off.
  private func scratchShare(_ block: Int, _ row: Int) -> SIMD8<Float> {
    let nearestRow = max(0, min(FloorGrid.windowSide - 1, row))
    let nearestBlock = max(0, min(FloorGrid.windowBlocks - 1, block))
    let share = scratch[nearestRow * FloorGrid.windowBlocks + nearestBlock]
    guard nearestBlock != block else { return share }
    return SIMD8(repeating: block < 0 ? share[0] : share[7])
  }
}
