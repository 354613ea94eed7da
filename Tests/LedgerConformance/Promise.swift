internal import Ledger
internal import Proximity

/// What every ledger promises, whatever it is made of.
public enum Promise: String, CaseIterable, Sendable, CustomStringConvertible {
  case stranger = "A shopper it does not know has a fresh page"
  case page = "What was written is what is read"
  case compareAndSet = "A page is replaced only if it is still the one that was read"
  case oneWithGap = "Scenario 10: of 40 candidates from two writers, the gap lets 1 through"
  case threeWithoutGap = "Scenario 10: without a gap, a cap of 3 lets 3 of 40 through"
  case reserved = "Scenario 8: what was reserved stays charged after a restart"
  case confirmed = "Scenario 9: what was confirmed stays confirmed after a restart"
  case restart = "A restart changes nothing of what was kept"
  case enrolments = "Shoppers are enrolled, enrolled anew, and read a slice at a time"
  case limits = "What is out of its range is refused, and nothing of it kept"
  case nobody = "Nothing is kept of strangers"
  case receipts = "A receipt is kept once, and a number stands for one receipt"
  case times = "Consents that lie ahead, have expired or come from an unset clock are refused"
  case withdrawals = "A withdrawal is kept whatever the clock says, and however many there are"
  case asking = "R8: a shopper is asked once for each wording of a purpose"
  case visits = "The last visit to each place is remembered, to a limit"
  case erasure = "Scenario 15: an erased shopper is a stranger, now and after a restart"
  case erasureRace = "Whoever is erased while others write is erased"
  case audit = "R5: every disclosure leaves a line, and an erased shopper's names a receipt"
  case counting = "R1: counting keeps nothing of a shopper"
  case sweeping = "What is old is swept, counted and bounded, and not by an untrusted clock"
  case redating = "What is dated ahead by a wrong clock is kept from now on, and no longer"
  case ageing = "What is old in a page that nobody touches is swept as well"

  public var description: String { rawValue }

  /// Sees whether a promise is kept.
  ///
  /// - Throws: `LedgerConformance.Breach` when it is not.
  public func check(on stand: some LedgerStand) async throws {
    switch self {
    case .stranger: try await LedgerConformance.knowsNobodyAtFirst { try await stand.open() }
    case .page: try await LedgerConformance.keepsWhatItWasGiven { try await stand.open() }
    case .compareAndSet:
      try await LedgerConformance.refusesAStaleRevision { try await stand.open() }
    case .oneWithGap: try await Self.expectSends(1, gap: .seconds(20 * 60), stand)
    case .threeWithoutGap: try await Self.expectSends(3, gap: .zero, stand)
    case .reserved: try await LedgerConformance.keepsChargedWhatWasReserved(stand)
    case .confirmed: try await LedgerConformance.keepsConfirmedWhatWasConfirmed(stand)
    case .restart: try await LedgerConformance.outlivesARestart(stand)
    case .enrolments: try await LedgerConformance.enrols(stand)
    case .limits: try await LedgerConformance.refusesWhatIsOutOfRange(stand)
    case .nobody: try await LedgerConformance.keepsNothingOfStrangers(stand)
    case .receipts: try await LedgerConformance.keepsReceiptsOnce(stand)
    case .times: try await LedgerConformance.refusesImpossibleTimes(stand)
    case .withdrawals: try await LedgerConformance.keepsEveryWithdrawal(stand)
    case .asking: try await LedgerConformance.asksOnce(stand)
    case .visits: try await LedgerConformance.remembersVisits(stand)
    case .erasure: try await LedgerConformance.forgetsTheErased(stand)
    case .erasureRace: try await LedgerConformance.erasesAmongWriters(stand)
    case .audit: try await LedgerConformance.leavesALine(stand)
    case .counting: try await LedgerConformance.countsWithoutShoppers(stand)
    case .sweeping: try await LedgerConformance.sweepsWhatIsOld(stand)
    case .redating: try await LedgerConformance.redatesWhatLiesAhead(stand)
    case .ageing: try await LedgerConformance.agesPages(stand)
    }
  }

  private static func expectSends(
    _ expected: Int, gap: Duration, _ stand: some LedgerStand
  ) async throws {
    let sent = try await LedgerConformance.countsEachSendOnce(
      { try await stand.open() }, candidates: 40, gap: gap)
    try LedgerConformance.require(sent == expected, "\(sent) were sent instead of \(expected)")
  }
}
