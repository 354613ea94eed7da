/// Why a ledger could not do what it was asked to. Whatever the reason, nothing may be delivered.
public enum LedgerError: Error, Equatable, Sendable, CustomStringConvertible {
  /// It keeps as many shoppers as it may; erase some, or raise the limit.
  case full(limit: Int)
  /// It cannot be reached or written; the text says what failed. Trying again later may help.
  case unavailable(String)
  /// A page cannot be read; the text says what is wrong with it. Trying again will not help.
  case unreadable(String)

  public var description: String {
    switch self {
    case .full(let limit): "the ledger is full: it may keep \(limit) shoppers"
    case .unavailable(let cause): "the ledger is unavailable: \(cause)"
    case .unreadable(let cause): "a page cannot be read: \(cause)"
    }
  }
}
