internal import Alerts

extension LedgerTime {
  /// The date in the Gregorian calendar, in UTC; years counted from March on the way.
  var civilDate: (year: Int64, month: Int, day: Int64) {
    let nanosecondsPerDay: Int64 = 86_400_000_000_000
    let days =
      nanoseconds >= 0
      ? nanoseconds / nanosecondsPerDay : (nanoseconds + 1) / nanosecondsPerDay - 1
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * dayOfYear + 2) / 153
    let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, Int(month), dayOfYear - (153 * fromMarch + 2) / 5 + 1)
  }
}
