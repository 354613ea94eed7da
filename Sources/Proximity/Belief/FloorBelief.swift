/// What is known of one shopper on a floor, but for the shares of the cells.
struct FloorBelief: Expiring, Equatable, Codable {
  let key: UInt64
  /// When the places are judged or, with nothing to judge, the belief is given up; in nanoseconds.
  var deadline: Int64
  /// The last look of any receiver, in nanoseconds.
  var lastHeard: Int64
  /// Up to when shoppers have spread out, in nanoseconds.
  var lastSpread: Int64
  /// Looks wait for the places to be judged.
  var isPending = false
  /// What all cells have together; less than 1 after looks, until the next spread.
  var whole: Float = 1
  /// dB by which this shopper's looks are weaker at every receiver than their measured power says.
  var offset: Float = 0
  var window: FloorWindow
  var bound: Int64 = 0

  init(_ shopper: ShopperIndex, at time: Int64, window: FloorWindow) {
    key = Self.key(of: shopper)
    deadline = time
    lastHeard = time
    lastSpread = time
    self.window = window
  }

  /// How long a look waits for others before the places are judged: those of one advertisement at
  /// several receivers come within this, in nanoseconds.
  static var patience: Int64 { 100_000_000 }

  static func key(of shopper: ShopperIndex) -> UInt64 { shopper.key(.max) }

  /// Whether its numbers are such as an engine comes to by a time.
  func isSound(at now: Int64) -> Bool {
    let day: Int64 = 86_400_000_000_000
    return whole.isFinite && whole > 0 && whole < 1.01 && abs(offset) < 100
      && lastSpread <= lastHeard && lastHeard <= now && lastSpread >= now - day
  }
}

/// What is believed of every shopper on a floor: how likely each cell of a window is.
///
/// All receivers of a floor speak to one belief, and every place reads from it. A receiver that
/// says nothing takes nothing away: when one dies the others still know.
struct FloorBeliefs: Sendable {
  static let cellsOfWindow = FloorGrid.windowSide * FloorGrid.windowBlocks
  /// Somebody may always be where nothing speaks for it, or no look could correct an error.
  private static let doubt: Float = 1e-4
  /// How far a look moves a shopper's offset, per dB.
  private static let offsetRate: Float = 0.05
  private static let largestOffset: Float = 20
  private static let largestSurprise: Float = 8
  /// People spread out in steps of at least this, in nanoseconds.
  private static let shortestSpread: Int64 = 200_000_000

  let grid: FloorGrid
  private let emission: FloorEmission
  private let spread: Float
  var records: ExpiringTable<FloorBelief>
  private var cells: [SIMD8<Float>]

  init(_ grid: FloorGrid, capacity: Int, _ rules: BeliefRules) {
    self.grid = grid
    emission = FloorEmission(rules)
    spread = rules.spread
    records = ExpiringTable(
      capacity: capacity, day: 1 << 26,
      vacant: FloorBelief(
        ShopperIndex(key: .max), at: 0, window: FloorWindow(block: 0, row: 0)))
    cells = Array(repeating: .zero, count: capacity * Self.cellsOfWindow)
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

  private func range(of slot: Int) -> Range<Int> {
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

extension FloorBeliefs {
  /// Lets a shopper stroll since the last time, and makes the shares add up to 1 again.
  private mutating func spreadOut(_ slot: Int, until time: Int64) {
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
    let before = Array(cells[range(of: slot)])
    let doubt = Self.doubt / Float(Self.cellsOfWindow * 8) * records[slot].whole
    var whole = SIMD8<Float>()
    for row in 0..<FloorGrid.windowSide {
      for block in 0..<FloorGrid.windowBlocks {
        let oldRow = row + Int(window.row) - Int(old.row)
        let oldBlock = block + Int(window.block) - Int(old.block)
        let wasThere =
          (0..<FloorGrid.windowSide).contains(oldRow)
          && (0..<FloorGrid.windowBlocks).contains(oldBlock)
        let share =
          wasThere
          ? before[oldRow * FloorGrid.windowBlocks + oldBlock] : SIMD8(repeating: doubt)
        cells[base + row * FloorGrid.windowBlocks + block] = share
        whole += share
      }
    }
    records[slot].window = window
    records[slot].whole = max(1e-30, whole.sum())
  }
}

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
