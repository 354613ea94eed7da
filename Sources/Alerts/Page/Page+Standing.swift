internal import Proximity

/// Where a candidate stands among those that want the same slot; the lowest is first.
struct Standing: Comparable {
  var rank: Int
  var lastGrant: LedgerTime
  var draw: UInt64

  static func < (left: Standing, right: Standing) -> Bool {
    (left.rank, left.lastGrant, left.draw) < (right.rank, right.lastGrant, right.draw)
  }
}

extension Page {
  /// The shopper's own ranking → the brand granted least recently → a keyed draw.
  ///
  /// The draw is another one each time. Otherwise a brand that is last in it would never have its
  /// turn where there are more brands than the page remembers grants.
  func standing(
    of candidate: Candidate, _ mode: Mode, at now: LedgerTime, _ policy: Policy
  ) -> Standing {
    Standing(
      rank: policy.alert(candidate.alert).map(preferences.rank) ?? .max,
      lastGrant: lastGrant(to: candidate.brand, seenBy: mode) ?? .min,
      draw: policy.arbitration.draw(candidate.brand, lot: lot, at: now))
  }
}
