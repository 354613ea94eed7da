public import Ledger

/// Where a durable ledger lies, and how much it may keep.
public struct LedgerConfiguration: Sendable {
  /// The directory of `ledger.db` and `keys.db`. It is made when it is not there, with mode 0700.
  public var directory: String
  /// The key that lies outside of the directory.
  public var masterKey: MasterKeyFile
  /// The most shoppers kept.
  public var shoppers = 1_000_000
  /// The most bytes of one encoded page.
  public var pageBytes = 256 << 10
  /// How many pages and keys of shoppers heard lately are held in memory.
  public var cached = 8_192
  /// How long visits, decisions and the audit are kept.
  public var retention = Retention.standard
  /// Databases up to so many bytes are checked through when they are opened; larger ones are
  /// checked as they are read, and by `verify`.
  public var checkedBytes: Int64 = 64 << 20

  /// Creates a configuration with the standard limits.
  public init(directory: String, masterKey: MasterKeyFile) {
    self.directory = directory
    self.masterKey = masterKey
  }
}
