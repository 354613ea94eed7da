/// How long visits, decisions and the audit are kept.
public struct Retention: Equatable, Sendable {
  /// How long, 1 hour to 30 days. It is told by the hour: what has reached it goes up to an hour
  /// early, and never late.
  public let period: Duration

  /// 14 days.
  public static let standard = Retention(checked: .seconds(14 * 86_400))

  /// Creates a retention.
  ///
  /// - Throws: `LedgerError.invalid(_:)` for less than 1 hour or more than 30 days.
  public init(_ period: Duration) throws(LedgerError) {
    guard period >= .seconds(3_600), period <= .seconds(30 * 86_400) else {
      throw .invalid("a retention is 1 hour to 30 days")
    }
    self.period = period
  }

  private init(checked period: Duration) { self.period = period }
}
