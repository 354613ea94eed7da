extension FloorBeliefs {
  /// Lets a shopper stroll since the last time, and makes the shares add up to 1 again.
  mutating func spreadOut(_ slot: Int, until time: Int64) {
    let seconds = Float(Gap.spreading(Double(time - records[slot].lastSpread) * 1e-9))
    // A walk of that length along an axis, in cells; a pass must not move more than its neighbour
    // can take.
    let variance = min(16, 2 * spread * seconds / (grid.cell * grid.cell))
    let passes = Int((variance * 2).rounded(.up))
    let share = passes > 0 ? variance / Float(passes) / 2 : 0
    let own = range(of: slot)
    // Looks that no cell can explain leave nothing to believe: the belief begins anew.
    let isLost = records[slot].whole < 1e-25
    let scale = isLost ? 0 : (1 - Self.doubt) / records[slot].whole
    let doubt = (isLost ? 1 : Self.doubt) / Float(Self.cellsOfWindow * 8)
    var shares = cells.mutableSpan
    for cell in own { shares[cell] = shares[cell] * scale + doubt }
    for _ in 0..<passes {
      Self.spreadAlongRows(&shares, from: own.lowerBound, share)
      Self.spreadAcrossRows(&shares, from: own.lowerBound, share)
    }
    records[slot].whole = 1
    records[slot].lastSpread = time
  }

  private static func spreadAlongRows(
    _ window: inout MutableSpan<SIMD8<Float>>, from base: Int, _ share: Float
  ) {
    for row in 0..<FloorGrid.windowSide {
      let first = base + row * FloorGrid.windowBlocks
      var before = window[first][0]
      for block in first..<first + FloorGrid.windowBlocks {
        let own = window[block]
        let isLast = block == first + FloorGrid.windowBlocks - 1
        let after = isLast ? own[7] : window[block + 1][0]
        let left = SIMD8(before, own[0], own[1], own[2], own[3], own[4], own[5], own[6])
        let right = SIMD8(own[1], own[2], own[3], own[4], own[5], own[6], own[7], after)
        before = own[7]
        window[block] = own + (left + right - 2 * own) * share
      }
    }
  }

  private static func spreadAcrossRows(
    _ window: inout MutableSpan<SIMD8<Float>>, from base: Int, _ share: Float
  ) {
    for block in base..<base + FloorGrid.windowBlocks {
      var above = window[block]
      for row in 0..<FloorGrid.windowSide {
        let index = block + row * FloorGrid.windowBlocks
        let own = window[index]
        let isLast = row == FloorGrid.windowSide - 1
        let below = isLast ? own : window[index + FloorGrid.windowBlocks]
        window[index] = own + (above + below - 2 * own) * share
        above = own
      }
    }
  }
}
