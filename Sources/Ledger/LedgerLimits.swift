/// Every number that bounds what is kept beside the pages, in one place.
public enum LedgerLimits {
  /// The most ways by which one shopper is recognised.
  public static let credentials = 8
  /// The most bytes in the text of a credential.
  public static let credentialBytes = 512
  /// The most receipts kept of one shopper; beyond it, the oldest that no longer holds gives way.
  public static let receipts = 256
  /// The most purposes in one receipt, and the most a shopper can have been asked about.
  public static let purposes = 64
  /// The most controllers named in one receipt.
  public static let controllers = 8
  /// The most bytes in one text of a receipt.
  public static let textBytes = 4096
  /// The most places at which visits of one shopper are remembered; the one with the oldest
  /// evidence gives way.
  public static let visits = 128
  /// The most aggregate counters.
  public static let counters = 100_000
  /// The most rows read in one slice.
  public static let slice = 10_000
}
