public import Alerts
public import Proximity

extension MemoryLedger: AuditTrail {
  /// Writes a line; see ``AuditTrail``.
  public func note(
    _ access: Access, of shopper: ShopperID, by role: Role, at moment: Moment
  ) throws(LedgerError) {
    _ = try known(shopper)
    lineNumber += 1
    let line = AuditLine(
      number: lineNumber, time: moment.now, role: role, access: access, subject: .shopper(shopper))
    lines.append((moment.now.hour, line))
  }

  /// Shows a person all that is kept of a shopper; see ``AuditTrail``.
  public func disclose(
    _ shopper: ShopperID, for access: Access, to role: Role, at moment: Moment
  ) throws(LedgerError) -> Disclosure {
    try note(access, of: shopper, by: role, at: moment)
    let entry = try known(shopper)
    return Disclosure(
      enrolment: entry.enrolment, page: entry.page ?? Page(for: shopper), receipts: entry.receipts,
      asked: entry.asked, visits: entry.visits.map(\.visit),
      audit: lines.map(\.line).filter { $0.subject == .shopper(shopper) })
  }

  /// The audit, a slice at a time; see ``AuditTrail``.
  public func audit(after cursor: Int64?, limit: Int) -> LedgerSlice<AuditLine> {
    slice(lines.map { (number: $0.line.number, value: $0.line) }, after: cursor, limit)
  }
}

extension MemoryLedger: AggregateCounters {
  /// Adds to counters; see ``AggregateCounters``.
  public func add(_ amounts: [CounterAmount]) throws(LedgerError) {
    let new = Set(amounts.map(\.counter)).subtracting(sums.keys)
    guard sums.count + new.count <= LedgerLimits.counters else {
      throw .full(limit: LedgerLimits.counters)
    }
    for amount in amounts {
      sums[amount.counter] = (sums[amount.counter] ?? 0).addingSaturated(amount.amount)
    }
  }

  /// All counters; see ``AggregateCounters``.
  public func counts() -> [CounterAmount] {
    sums.map { CounterAmount($0.key, $0.value) }.sorted { $0.counter < $1.counter }
  }
}

extension Int64 {
  /// The sum, or the end of the range that it lies beyond.
  public func addingSaturated(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : sum
  }
}
