/// Why a ledger could not do what it was asked to. Whatever the reason, nothing may be delivered.
public enum LedgerError: Error, Equatable, Sendable, CustomStringConvertible {
  /// It keeps as many shoppers, receipts or counters as it may; erase some, or raise the limit.
  case full(limit: Int)
  /// It cannot be reached or written; the text says what failed. Trying again later may help.
  case unavailable(String)
  /// A row cannot be read; the text says what is wrong with it. Trying again will not help, but
  /// others can still be read.
  case unreadable(String)
  /// A file is damaged; the texts say which, how it shows and how it is repaired. Trying again will
  /// not help.
  case damaged(file: String, cause: String, repair: String)
  /// What was to be kept makes no sense; the text says why. Nothing was kept of it.
  case invalid(String)
  /// Nothing is kept of a shopper who has not been enrolled.
  case stranger
  /// The shopper has been erased, and an erased pseudonym is never used again.
  case erased

  public var description: String {
    switch self {
    case .full(let limit): "the ledger is full: it may keep \(limit)"
    case .unavailable(let cause): "the ledger is unavailable: \(cause)"
    case .unreadable(let cause): "a row cannot be read: \(cause)"
    case .damaged(let file, let cause, let repair): "\(file) is damaged: \(cause); \(repair)"
    case .invalid(let cause): "it cannot be kept: \(cause)"
    case .stranger: "nothing is kept of a shopper who has not been enrolled"
    case .erased: "the shopper has been erased; whoever comes back is enrolled as somebody new"
    }
  }
}
