public import Alerts

extension ConsentReceipt {
  /// Says what is wrong with a receipt that was made out just now.
  ///
  /// A withdrawal is never refused for its times: whatever the clock says, no means no.
  ///
  /// - Throws: `LedgerError.invalid(_:)`.
  public func check(at moment: Moment) throws(LedgerError) {
    guard (1...LedgerLimits.purposes).contains(purposes.count) else {
      throw .invalid("a receipt names 1 to \(LedgerLimits.purposes) purposes")
    }
    guard (1...LedgerLimits.controllers).contains(controllers.count) else {
      throw .invalid("a receipt names 1 to \(LedgerLimits.controllers) controllers")
    }
    guard Set(purposes.map(\.id)).count == purposes.count else {
      throw .invalid("a receipt names a purpose once")
    }
    let texts =
      [jurisdiction, method, language, policyURL, service] + purposes.map(\.text)
      + controllers.flatMap { [$0.name, $0.contact, $0.email] }
    guard texts.allSatisfy({ $0.utf8.count <= LedgerLimits.textBytes }) else {
      throw .invalid("a text of a receipt has at most \(LedgerLimits.textBytes) bytes")
    }
    if said == .given { try checkTimes(at: moment) }
  }

  private func checkTimes(at moment: Moment) throws(LedgerError) {
    guard time >= .earliestPlausible, moment.now >= .earliestPlausible else {
      throw .invalid("the clock says it is before 2020; set it and ask again")
    }
    guard time <= moment.now + Self.tolerance else {
      throw .invalid("it is dated later than now; compare the clocks and ask again")
    }
    if let expires, expires <= max(time, moment.now) {
      throw .invalid("it expires before it begins to hold")
    }
  }

  /// How far the clock of whoever made out a receipt may be ahead.
  private static var tolerance: Duration { .seconds(300) }
}
