public import Proximity

/// Something that happened at a time, and can be put in order by it.
public protocol Timed {
  /// When it happened.
  var time: Instant { get }
}

extension Sighting: Timed {}
extension Advertisement: Timed {}
