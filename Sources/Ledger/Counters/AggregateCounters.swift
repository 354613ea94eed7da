public import Proximity

/// The subject of a `CounterID`; never instantiated.
public enum AggregateCounter {}

/// The name of a number that counts over all shoppers.
public typealias CounterID = Identifier<AggregateCounter>

/// Numbers that count over all shoppers and say nothing of one.
public protocol AggregateCounters: Sendable {
  /// Adds to counters, durably, all or none. Sums saturate.
  ///
  /// - Throws: `LedgerError`; `full` when there would be more than `LedgerLimits.counters`.
  func add(_ amounts: [CounterAmount]) async throws(LedgerError)

  /// All counters, in the order of their names.
  func counts() async throws(LedgerError) -> [CounterAmount]
}

/// A counter, and how much.
public struct CounterAmount: Equatable, Sendable {
  /// The counter.
  public var counter: CounterID
  /// How much.
  public var amount: Int64

  /// Creates an amount.
  public init(_ counter: CounterID, _ amount: Int64) {
    self.counter = counter
    self.amount = amount
  }
}
