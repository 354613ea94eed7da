public import Alerts
internal import Foundation
public import Ledger

/// What reading through a whole ledger has shown.
public struct LedgerReport: Equatable, Sendable {
  /// Shoppers whose rows can be read.
  public var shoppers = 0
  /// Rows that cannot be read.
  public var unreadable = 0
  /// What SQLite found wrong with the files, at most 100 for each.
  public var damages: [String] = []
  /// Whether nothing is wrong.
  public var isSound: Bool { unreadable == 0 && damages.isEmpty }
}

/// What became of an exchange of the master key.
public enum KeyExchange: Equatable, Sendable {
  /// Nobody has been erased since the last one, or that was less than a day ago.
  case notDue
  /// A new key is in place, and so many shoppers' keys were wrapped with it.
  case done(rewrapped: Int)
}

extension SQLiteLedger {
  /// Puts a new master key in the place of the old one, if somebody was erased and the last exchange
  /// was a day ago or more. Whatever was wrapped with the old one, in whatever copy of `keys.db`,
  /// cannot be unwrapped afterwards. To be called every hour.
  ///
  /// The ledger can be used meanwhile; a crash in the midst of it does no harm, and the next call
  /// goes on. Complexity: O(shoppers).
  ///
  /// - Throws: `LedgerError`; `unavailable` when the directory of the master key cannot be written.
  public func exchangeMasterKey(at moment: Moment) async throws(LedgerError) -> KeyExchange {
    guard try await vault.beginExchange(at: moment) else { return .notDue }
    var rewrapped = 0
    var cursor: Data? = Data()
    while let after = cursor {
      let step = try await vault.rewrap(after: after, limit: 500)
      rewrapped += step.rewrapped
      cursor = step.next
      await Task.yield()
    }
    try await vault.finishExchange()
    return .done(rewrapped: rewrapped)
  }

  /// Reads through everything, and says what is damaged. Nothing else is done meanwhile.
  public func verify() async throws(LedgerError) -> LedgerReport { try await vault.verify() }

  /// Writes a copy of the data to a new file, as a backup. It has no keys in it, so it is of use only
  /// together with this ledger's `keys.db`, and of none for those who are erased.
  public func backUp(to path: String) async throws(LedgerError) { try await vault.backUp(to: path) }
}
