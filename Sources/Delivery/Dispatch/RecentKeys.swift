/// The keys of the alerts that could still be fresh, so that none is taken twice. Later than that, an
/// alert is stale by its own reservation's time.
struct RecentKeys {
  /// The most keys kept; with that many, a further alert is refused like a known one.
  static let limit = 65_536

  private var keys: Set<DeliveryKey> = []
  private var line: [(key: DeliveryKey, end: ContinuousClock.Instant)] = []
  private var first = 0

  /// Takes a key in, unless it is there already or there is no room.
  mutating func insert(
    _ key: DeliveryKey, until end: ContinuousClock.Instant, now: ContinuousClock.Instant
  ) -> Bool {
    while first < line.count, line[first].end <= now {
      keys.remove(line[first].key)
      first += 1
    }
    if first > line.count / 2 {
      line.removeFirst(first)
      first = 0
    }
    guard keys.count < Self.limit, keys.insert(key).inserted else { return false }
    line.append((key, end))
    return true
  }
}
