/// Which troubles a world has. Each world has some of them and lacks the others altogether, since a
/// world with all of them at once hides what a few of them do.
///
/// Source: A. Groce et al., "Swarm Testing", ISSTA 2012.
public struct Swarm: OptionSet, Hashable, Sendable {
  /// A bit for each.
  public let rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Receivers that stop hearing for a while.
  public static let deafness = Swarm(rawValue: 1 << 0)
  /// Health that is told of those receivers, late or never.
  public static let tellsHealth = Swarm(rawValue: 1 << 1)
  /// A gateway that is restarted with what it had kept.
  public static let restarts = Swarm(rawValue: 1 << 2)
  /// Consent withdrawn and given anew in mid-visit.
  public static let consent = Swarm(rawValue: 1 << 3)
  /// Shoppers erased in mid-visit.
  public static let erasure = Swarm(rawValue: 1 << 4)
  /// A site that changes while shoppers are there.
  public static let siteChange = Swarm(rawValue: 1 << 5)
  /// Receivers whose clocks step.
  public static let receiverClocks = Swarm(rawValue: 1 << 6)
  /// A wall clock that steps or is not to be trusted.
  public static let wallClock = Swarm(rawValue: 1 << 7)
  /// Tables that are too small.
  public static let fullTables = Swarm(rawValue: 1 << 8)
  /// Bursts in which everything is lost.
  public static let lossBursts = Swarm(rawValue: 1 << 9)
  /// Packets that come twice.
  public static let duplicates = Swarm(rawValue: 1 << 10)
  /// Packets that overtake each other.
  public static let reordering = Swarm(rawValue: 1 << 11)
  /// Beacons and phones that nobody knows.
  public static let strangers = Swarm(rawValue: 1 << 12)
  /// Beacons that are put into another pocket on the way.
  public static let carrying = Swarm(rawValue: 1 << 13)
  /// Identifiers and addresses that rotate, by clocks that drift.
  public static let rotation = Swarm(rawValue: 1 << 14)
  /// Packets that are damaged on the wire.
  public static let damage = Swarm(rawValue: 1 << 15)

  /// Advertisements on secondary channels, which come in fragments.
  public static let fragments = Swarm(rawValue: 1 << 16)

  /// Each trouble with a probability of one half.
  public init(_ random: inout SplitMix64) {
    let bits = random.next()
    // The later ones below the first sixteen, so that a seed goes on having those it had.
    self.init(rawValue: UInt32(truncatingIfNeeded: bits >> 48 | (bits >> 47 & 1) << 16))
  }
}
