extension FloorBeliefs {
  /// A belief as a snapshot has it.
  struct Saved: Sendable, Equatable, Codable {
    var record: FloorBelief
    var shares: [Float]

    /// Whether it is such as an engine comes to on a grid.
    func isSound(on grid: FloorLayout, at now: Int64) -> Bool {
      record.isSound(at: now) && shares.count == cellsOfWindow * 8
        && shares.allSatisfy { $0 >= 0 && $0 <= 1.001 }
        && Int(record.window.block) + FloorGrid.windowBlocks <= grid.blocks
        && Int(record.window.row) + FloorGrid.windowSide <= grid.rows
    }
  }

  func saved() -> [Saved] {
    records.sorted().compactMap { record in
      guard let slot = records.slot(of: record.key) else { return nil }
      let shares = cells[range(of: slot)].flatMap { block in block.indices.map { block[$0] } }
      return Saved(record: record, shares: shares)
    }
  }

  mutating func restore(_ saved: Saved) {
    guard !records.isFull else { return }
    let slot = records.insert(saved.record)
    for (block, cell) in range(of: slot).enumerated() {
      cells[cell] = SIMD8(saved.shares[block * 8..<block * 8 + 8])
    }
  }
}
