public import Proximity

extension ResolvableAddresses {
  /// Tries keys on waiting addresses, in the order in which they came, and forgets records that
  /// are 15 minutes old.
  ///
  /// Call it at least once a second, with whatever budget there is, so that nothing is kept longer
  /// than promised.
  ///
  /// - Parameters:
  ///   - time: now.
  ///   - budget: AES blocks to spend at most; one tries one key on one address and takes a fraction
  ///     of a microsecond. At 0 or below only old records are forgotten.
  /// - Returns: the blocks spent; fewer than the budget when no address waits any more.
  /// - Complexity: O(budget), and O(`limits.addresses`) no more than once a second.
  public mutating func work(at time: Instant, budget: Int) -> Int {
    sweep(at: time)
    var remaining = max(0, budget)
    while let waiting = line.first {
      guard var record = table[waiting.index], record.isWaiting else {
        line.removeFirst()
        continue
      }
      let isFinished = tryKeys(on: waiting.address, &record, spending: &remaining)
      table[waiting.index] = record
      guard isFinished else { break }
      line.removeFirst()
    }
    return max(0, budget) - remaining
  }

  /// Tries keys on one address from where it stopped.
  ///
  /// - Returns: whether the record is settled; otherwise the blocks ran out.
  private mutating func tryKeys(
    on address: PrivateAddress, _ record: inout AddressRecord, spending remaining: inout Int
  ) -> Bool {
    for index in keys.index(after: record.tried)..<keys.count {
      if record.owner == .several { break }
      guard remaining > 0 else { return false }
      remaining -= 1
      if address.isMade(with: keys[index].key, &cipher) { record.match(keys[index].shopper) }
      record.tried = keys[index].number
    }
    record.tried = keys.lastNumber
    record.isWaiting = false
    record.isSettled = true
    return true
  }

  /// Forgets all records that are old enough, and the waiting addresses that belong to them.
  private mutating func sweep(at time: Instant) {
    guard let due = nextSweep, time >= due else { return }
    var oldest: Instant?
    for index in table.indices {
      guard let record = table[index] else { continue }
      if time - record.firstSeen >= Self.lifetime {
        table[index] = nil
        counters.expired += 1
      } else {
        oldest = min(oldest ?? record.firstSeen, record.firstSeen)
      }
    }
    line.removeAll { waiting in table[waiting.index]?.isWaiting != true }
    nextSweep = oldest.map { max($0 + Self.lifetime, time + .seconds(1)) }
  }
}
