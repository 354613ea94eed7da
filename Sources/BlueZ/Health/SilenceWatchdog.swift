public import Proximity

/// What is tried, in this order, on an adapter that has fallen silent.
public enum Remedy: Int, Equatable, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  /// Ends the scan and starts it again.
  case restartScan
  /// Switches the adapter off and on.
  case powerCycle
  /// Begins from nothing, with new sockets.
  case reopen

  public var description: String {
    switch self {
    case .restartScan: "a new scan"
    case .powerCycle: "the adapter off and on"
    case .reopen: "new sockets"
    }
  }
}

/// When a silence is too long.
public struct SilenceRules: Equatable, Sendable {
  /// How many advertisements must be missing, by the usual rate, before a silence counts.
  public var missing = 20.0
  /// The shortest silence that counts, whatever the rate.
  public var shortest = Duration.seconds(1)
  /// How many transmitters must have been heard in the seconds before a silence for it to look like
  /// a fault. Fewer may well have left together.
  public var transmitters = 6
  /// How long it takes the usual rate to follow a change.
  public var memory = Duration.seconds(60)

  /// Creates the default rules.
  public init() {}
}

/// Tells a radio that went deaf from a place that became empty, as well as that can be told.
///
/// It learns how many advertisements a second are usual, and how many transmitters they come from.
/// Of these it keeps 64 bits that say how many there were, and not which.
public struct SilenceWatchdog: Sendable {
  private let rules: SilenceRules
  private var rate = 0.0  // advertisements a second
  private var second: Instant
  private var count = 0
  private var last: Instant
  private var crowds: (now: UInt64, before: UInt64) = (0, 0)
  private var tried = 0
  private var nextTry: Instant

  /// Whether every remedy has been tried in vain.
  public private(set) var isDeaf = false
  /// When ``advance(to:)`` should be called next.
  public var nextDeadline: Instant? { isWatching && !isDeaf ? nextTry : nil }

  /// Creates a watchdog that has heard nothing yet.
  public init(_ rules: SilenceRules = SilenceRules(), at time: Instant) {
    self.rules = rules
    second = time
    last = time
    nextTry = time
  }

  /// Takes note of an advertisement.
  ///
  /// - Parameters:
  ///   - transmitter: any number that differs from transmitter to transmitter.
  ///   - time: when it was heard.
  public mutating func hear(_ transmitter: UInt64, at time: Instant) {
    if time - second >= .seconds(1) { close(at: time) }
    count += 1
    last = max(last, time)
    // Multiplying by an odd number mixes all bits into the highest six.
    crowds.now |= 1 << ((transmitter &* 0x9E37_79B9_7F4A_7C15) >> 58)
    nextTry = last + patience
    tried = 0
    isDeaf = false
  }

  /// What to try now, if a silence has become too long.
  public mutating func advance(to time: Instant) -> Remedy? {
    guard isWatching, !isDeaf, time >= nextTry else { return nil }
    guard tried < Remedy.allCases.count else {
      isDeaf = true
      return nil
    }
    let remedy = Remedy.allCases[tried]
    tried += 1
    nextTry = time + patience
    return remedy
  }

  /// Begins anew, because a silence has been explained or an adapter been changed.
  public mutating func restart(at time: Instant) {
    self = SilenceWatchdog(rules, at: time)
  }

  /// Where there is no rate and no crowd, silence means nothing.
  private var isWatching: Bool { rate > 0 && crowd >= rules.transmitters }

  private var crowd: Int { (crowds.now | crowds.before).nonzeroBitCount }

  private var patience: Duration {
    guard rate > 0 else { return .seconds(3600) }
    return max(rules.shortest, min(.seconds(rules.missing / rate), .seconds(3600)))
  }

  private mutating func close(at time: Instant) {
    let elapsed = Double((time - second).inNanoseconds) / 1e9
    let memory = Double(rules.memory.inNanoseconds) / 1e9
    let share = rate == 0 ? 1 : elapsed / (memory + elapsed)
    rate += (Double(count) / elapsed - rate) * share
    count = 0
    second = time
    crowds = (0, elapsed < 2 ? crowds.now : 0)
  }
}
