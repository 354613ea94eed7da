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
  /// What all cells have together until the next spread: less than 1 after looks, more after a
  /// window has moved and repeated its edge.
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
    return whole.isFinite && whole > 0 && whole <= 1025 && abs(offset) < 100
      && lastSpread <= lastHeard && lastHeard <= now && lastSpread >= now - day
  }
}
