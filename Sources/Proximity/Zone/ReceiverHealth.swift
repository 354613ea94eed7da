/// Whether a receiver hears what there is to hear.
public enum Health: UInt8, BitwiseCopyable, Hashable, Sendable, Codable {
  /// It hears.
  case healthy
  /// It may be deaf: not hearing a beacon through it means nothing.
  case unhealthy
}

/// A receiver's health and since when it holds.
struct ReceiverHealth: BitwiseCopyable, Equatable, Sendable, Codable {
  private(set) var health = Health.healthy
  private(set) var since = Int64.min

  /// What a silence at the receiver amounts to.
  enum Exit {
    /// It counts.
    case due
    /// It may not count; ask again then.
    case wait(Int64)
    /// Nobody knows, and it has lasted too long to go on waiting.
    case lost
  }

  mutating func become(_ health: Health, at time: Int64) {
    guard health != self.health else { return }
    self.health = health
    since = time
  }

  /// - Parameters:
  ///   - time: now, in nanoseconds.
  ///   - lastHeard: the last evidence before the silence.
  ///   - patience: the silence that counts at a healthy receiver, which it gets anew when it
  ///     recovers.
  ///   - grace: the longest time to wait for recovery.
  func exit(at time: Int64, lastHeard: Int64, patience: Int64, grace: Int64) -> Exit {
    switch health {
    case .healthy:
      guard since > lastHeard, since + patience > time else { return .due }
      return .wait(since + patience)
    case .unhealthy:
      let end = since + grace
      return time < end ? .wait(min(end, time + max(patience, 1_000_000_000))) : .lost
    }
  }
}

extension Engine {
  /// Says how a receiver is from a time on; exits are suspended while it is unhealthy.
  ///
  /// After `rules.silence.unhealthyGrace` the visits that only an unhealthy receiver could have
  /// ended, end as `lost`.
  ///
  /// - Parameters:
  ///   - health: what holds from now on.
  ///   - receiver: an unknown one is ignored.
  ///   - time: everything due before it is told first.
  ///   - report: is told each fact, in order.
  public mutating func setHealth(
    _ health: Health, of receiver: ReceiverIndex, at time: Instant, _ report: (Fact) -> Void
  ) {
    guard Int(receiver.rawValue) < self.health.count else { return }
    advance(to: time, report)
    self.health[Int(receiver.rawValue)].become(health, at: now.nanoseconds)
  }
}
