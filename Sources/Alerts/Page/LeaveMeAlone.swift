/// Whether a shopper wants to be left alone.
public enum LeaveMeAlone: Equatable, Sendable, Codable {
  /// Not asked for.
  case no
  /// Until that time.
  case until(LedgerTime)
  /// Until the shopper says otherwise.
  case always
}
