/// The cells that are within a radius of a place's receivers, and by which share.
struct FloorPatch: Sendable {
  private(set) var blocks = 0..<0
  private(set) var rows = 0..<0
  /// By row and block of the two ranges.
  private(set) var shares: [SIMD8<Float>] = []

  /// - Precondition: the positions lie on the grid's floor.
  init(around positions: [Position], radius: Float, on grid: FloorGrid) {
    guard let west = positions.map(\.x).min(), let east = positions.map(\.x).max(),
      let south = positions.map(\.y).min(), let north = positions.map(\.y).max()
    else { return }
    func cells(_ from: Float, _ to: Float, _ origin: Float, _ limit: Int) -> Range<Int> {
      let first = ((from - radius - origin) / grid.cell).rounded(.down)
      let last = ((to + radius - origin) / grid.cell).rounded(.up)
      return Int(max(0, min(Float(limit - 1), first)))..<Int(max(1, min(Float(limit), last)))
    }
    let columns = cells(west, east, grid.originX, grid.blocks * 8)
    rows = cells(south, north, grid.originY, grid.rows)
    blocks = columns.lowerBound / 8..<(columns.upperBound + 7) / 8
    for row in rows {
      for block in blocks {
        var share = SIMD8<Float>()
        for lane in 0..<8 {
          share[lane] = Self.share(of: block * 8 + lane, row, within: radius, of: positions, grid)
        }
        shares.append(share)
      }
    }
  }

  /// Counts of 5 × 5 points of a cell those within the radius.
  private static func share(
    of column: Int, _ row: Int, within radius: Float, of positions: [Position], _ grid: FloorGrid
  ) -> Float {
    var inside = 0
    for pointX in 0..<5 {
      for pointY in 0..<5 {
        let x = grid.originX + (Float(column) + (Float(pointX) + 0.5) / 5) * grid.cell
        let y = grid.originY + (Float(row) + (Float(pointY) + 0.5) / 5) * grid.cell
        let isInside = positions.contains { position in
          let (east, north) = (x - position.x, y - position.y)
          return east * east + north * north <= radius * radius
        }
        if isInside { inside += 1 }
      }
    }
    return Float(inside) / 25
  }
}
