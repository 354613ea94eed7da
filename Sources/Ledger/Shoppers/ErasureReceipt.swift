public import Alerts

/// What a shopper takes home from an erasure.
public struct ErasureReceipt: Hashable, Sendable, Codable {
  /// A random number. It is all that is left in the audit, in place of the pseudonym.
  public let number: ReceiptNumber
  /// When it was asked for.
  public let time: LedgerTime
  /// Whether anything had been kept. Otherwise there was nothing to erase.
  public let wasKnown: Bool

  /// Creates a receipt.
  public init(number: ReceiptNumber, time: LedgerTime, wasKnown: Bool) {
    self.number = number
    self.time = time
    self.wasKnown = wasKnown
  }
}
