/// The zone of one shopper at one place, and the change that waits for confirmation.
struct ZoneState: BitwiseCopyable, Equatable, Sendable, Codable {
  /// The first look that spoke for a change in this direction, in nanoseconds.
  private(set) var pendingSince: Int64 = 0
  /// The zone that holds.
  private(set) var zone = Zone.unknown
  /// The zone that waits; equal to `zone` when none does.
  private(set) var pending = Zone.unknown

  /// Whether presence at the place waits for confirmation.
  var awaitsPresence: Bool { pending.isPresent && !zone.isPresent }

  /// Takes in what a look says; returns since when a new zone holds if it is confirmed by now.
  ///
  /// While a change waits, only the smallest step that all its looks agree on is kept.
  @inline(__always)
  mutating func look(
    _ target: Zone, at time: Int64, closerAfter: Int64, fartherAfter: Int64
  ) -> Int64? {
    guard target != zone else {
      pending = zone
      return nil
    }
    let isCloser = target.rawValue > zone.rawValue
    if pending == zone || (pending.rawValue > zone.rawValue) != isCloser {
      pending = target
      pendingSince = time
    } else if isCloser {
      pending = min(pending, target)
    } else {
      pending = max(pending, target)
    }
    let confirmation =
      pending == .far && zone == .unknown ? 0 : isCloser ? closerAfter : fartherAfter
    guard time - pendingSince >= confirmation else { return nil }
    zone = pending
    return pendingSince
  }

  /// Makes a zone hold without confirmation; returns whether it did not hold before.
  mutating func settle(_ settled: Zone) -> Bool {
    defer {
      zone = settled
      pending = settled
    }
    return zone != settled
  }
}

extension Zone: Comparable {
  /// `unknown` < `far` < `near` < `immediate`.
  @inlinable
  public static func < (left: Zone, right: Zone) -> Bool { left.rawValue < right.rawValue }
}
