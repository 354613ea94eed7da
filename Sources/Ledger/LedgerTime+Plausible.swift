public import Alerts

extension LedgerTime {
  /// 2020-01-01T00:00:00Z. A clock that says less has never been set.
  public static let earliestPlausible = LedgerTime(nanoseconds: 1_577_836_800_000_000_000)

  /// Whole hours since 1970-01-01T00:00:00Z, rounded down: how finely ages are told.
  public var hour: Int64 {
    let hour: Int64 = 3_600_000_000_000
    return nanoseconds / hour - (nanoseconds % hour < 0 ? 1 : 0)
  }
}
