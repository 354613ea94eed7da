/// A floor laid out in cells, with what each receiver should hear from each of them.
///
/// Cells are half a metre to a metre wide and lie in blocks of eight along the first axis, since
/// eight are worked on at a time.
struct FloorGrid: Sendable {
  /// How wide the part of a floor is that is believed in at a time, in cells.
  static let windowSide = 32
  static let windowBlocks = windowSide / 8
  /// Metres around the outermost receivers in which shoppers are looked for.
  private static let margin: Float = 4
  /// Metres above the floor at which beacons are carried.
  private static let beaconHeight: Float = 1.2
  /// Expected path losses are kept in steps of half a decibel from this on, in dB.
  static let lowestLoss: Float = -8
  /// The most blocks of all receivers together, eight bytes each; a larger floor has no belief.
  private static let mostBlocks = 2_000_000

  /// Metres.
  let cell: Float
  let originX: Float
  let originY: Float
  let blocks: Int
  let rows: Int
  /// By receiver, row and block, the path loss to expect in steps above `lowestLoss`, at most 127.
  let expected: [SIMD8<UInt8>]
  /// By receiver, the path loss in dB to expect in the cell nearest to it.
  let lowestLosses: [Float]
  private let columnsOfReceivers: [Int]
  private let rowsOfReceivers: [Int]

  /// No floor at all.
  static let none = FloorGrid()

  private init() {
    (cell, originX, originY) = (1, 0, 0)
    (blocks, rows) = (Self.windowBlocks, Self.windowSide)
    (expected, lowestLosses, columnsOfReceivers, rowsOfReceivers) = ([], [], [], [])
  }

  /// Lays out a floor; nothing unless three receivers or more have positions, and all have.
  init?(_ floor: Floor) {
    let positions = floor.receivers.compactMap(\.position)
    guard positions.count >= 3, positions.count == floor.receivers.count,
      let west = positions.map(\.x).min(), let east = positions.map(\.x).max(),
      let south = positions.map(\.y).min(), let north = positions.map(\.y).max()
    else { return nil }
    let width = east - west + 2 * Self.margin
    let depth = north - south + 2 * Self.margin
    cell = max(0.5, min(1, max(width, depth) / Float(Self.windowSide)))
    guard width / cell < 1e5, depth / cell < 1e5 else { return nil }
    blocks = max(Self.windowBlocks, Int((width / cell / 8).rounded(.up)))
    rows = max(Self.windowSide, Int((depth / cell).rounded(.up)))
    guard blocks * rows <= Self.mostBlocks / positions.count else { return nil }
    originX = (west + east - Float(blocks * 8) * cell) / 2
    originY = (south + north - Float(rows) * cell) / 2
    let (x, y, cell) = (originX, originY, cell)
    columnsOfReceivers = positions.map { Int(($0.x - x) / cell) }
    rowsOfReceivers = positions.map { Int(($0.y - y) / cell) }
    expected = Self.expected(
      positions, exponent: floor.exponent, cell: cell, x: x, y: y, blocks: blocks, rows: rows)
    let cells = expected
    let size = blocks * rows
    lowestLosses = positions.indices.map { receiver in
      let steps = cells[receiver * size..<(receiver + 1) * size].map { $0.min() }.min() ?? 0
      return Self.lowestLoss + Float(steps) / 2
    }
  }

  private static func expected(
    _ positions: [Position], exponent: Float, cell: Float, x: Float, y: Float, blocks: Int,
    rows: Int
  ) -> [SIMD8<UInt8>] {
    var expected: [SIMD8<UInt8>] = []
    expected.reserveCapacity(positions.count * blocks * rows)
    for position in positions {
      let height = position.z - beaconHeight
      for row in 0..<rows {
        let north = y + (Float(row) + 0.5) * cell - position.y
        for block in 0..<blocks {
          var losses = SIMD8<UInt8>()
          for lane in 0..<8 {
            let east = x + (Float(block * 8 + lane) + 0.5) * cell - position.x
            let metres = (east * east + north * north + height * height).squareRoot()
            let loss = Elementary.pathLoss(
              at: Double(max(0.5, metres)), exponent: Double(exponent))
            losses[lane] = UInt8(max(0, min(127, (loss - Double(lowestLoss)) * 2)).rounded())
          }
          expected.append(losses)
        }
      }
    }
    return expected
  }

  /// The first of a receiver's expected path losses.
  @inline(__always)
  func start(of receiver: Int) -> Int { receiver * blocks * rows }

  /// The window around a receiver, as far as the floor has room on both sides.
  func window(around receiver: Int) -> FloorWindow {
    window(centredOn: columnsOfReceivers[receiver], rowsOfReceivers[receiver])
  }

  /// The window around a cell, as far as the floor has room on both sides.
  func window(centredOn column: Int, _ row: Int) -> FloorWindow {
    let block = (column + 4) / 8 - Self.windowBlocks / 2
    return FloorWindow(
      block: UInt16(max(0, min(blocks - Self.windowBlocks, block))),
      row: UInt16(max(0, min(rows - Self.windowSide, row - Self.windowSide / 2))))
  }

  /// Which share of every cell is within a radius of one of the positions.
  func patch(around positions: [Position], radius: Float) -> FloorPatch {
    FloorPatch(around: positions, radius: radius, on: self)
  }
}

/// Which part of a floor is believed in: its first block and row.
struct FloorWindow: BitwiseCopyable, Equatable, Sendable, Codable {
  var block: UInt16
  var row: UInt16
}

/// What makes two grids the same to a belief: cell, corner and size.
struct FloorLayout: Equatable, Sendable, Codable {
  var cell: Float
  var originX: Float
  var originY: Float
  var blocks: Int
  var rows: Int
}

extension FloorGrid {
  var layout: FloorLayout {
    FloorLayout(cell: cell, originX: originX, originY: originY, blocks: blocks, rows: rows)
  }
}
