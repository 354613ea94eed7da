/// Which of several receivers has the beacon.
struct Race {
  private let rivalry: Peer.Rivalry
  private var levels: [Float]
  /// By receiver, the latest five in metres, the newest last.
  private var recent: [[Double]]
  private(set) var holder: Int?

  init(_ rivalry: Peer.Rivalry, receivers: Int) {
    self.rivalry = rivalry
    levels = Array(repeating: -.infinity, count: receivers)
    recent = Array(repeating: [], count: receivers)
  }

  mutating func take(_ level: Float, of receiver: Int) {
    levels[receiver] = level
    if rivalry == .clearlyNearer {
      recent[receiver].append(LowerEnvelope.metres(at: level))
      if recent[receiver].count > 5 { recent[receiver].removeFirst() }
    }
    elect()
  }

  /// The receiver no longer hears it.
  mutating func leave(_ receiver: Int) {
    levels[receiver] = -.infinity
    recent[receiver] = []
    if holder == receiver { holder = nil }
    elect()
  }

  private mutating func elect() {
    guard let best = levels.indices.max(by: { levels[$0] < levels[$1] }),
      levels[best] > -.infinity
    else { return }
    guard let current = holder else {
      holder = best
      return
    }
    if levels[best] > levels[current] && takesOver(best, from: current) { holder = best }
  }

  private func takesOver(_ receiver: Int, from current: Int) -> Bool {
    guard rivalry == .clearlyNearer else { return true }
    let rival = LowerEnvelope.metres(at: levels[receiver])
    let own = LowerEnvelope.metres(at: levels[current])
    if rival < 0.7 * own { return true }
    guard recent[receiver].count == 5, let farthest = recent[receiver].max(),
      let nearest = recent[current].min()
    else { return false }
    return rival < 0.85 * own && farthest < nearest
  }
}
