public import Alerts
public import Proximity

extension MemoryLedger: ShopperRegistry {
  /// Enrols a shopper; see ``ShopperRegistry``.
  public func enrol(_ enrolment: Enrolment) throws(LedgerError) {
    try enrolment.check()
    try change(enrolment.shopper) { $0.enrolment = enrolment }
  }

  /// How a shopper was enrolled; see ``ShopperRegistry``.
  public func enrolment(of shopper: ShopperID) -> Enrolment? { entries[shopper]?.enrolment }

  /// All enrolments, a slice at a time; see ``ShopperRegistry``.
  public func enrolments(after cursor: Int64?, limit: Int) -> LedgerSlice<Enrolment> {
    let rows = entries.values.map { (number: $0.number, value: $0.enrolment) }
      .sorted { $0.number < $1.number }
    return slice(rows, after: cursor, limit)
  }

  /// Keeps a receipt; see ``ShopperRegistry``.
  public func record(_ receipt: ConsentReceipt, at moment: Moment) throws(LedgerError) {
    try receipt.check(at: moment)
    var receipts = try known(receipt.principal).receipts
    if let same = receipts.first(where: { $0.number == receipt.number }) {
      guard same == receipt else { throw .invalid("another receipt has that number") }
      return
    }
    receipts.append(receipt)
    guard let kept = Consents.fitting(receipts, limit: LedgerLimits.receipts) else {
      throw .full(limit: LedgerLimits.receipts)
    }
    try change(receipt.principal) { $0.receipts = kept }
  }

  /// The receipts of a shopper; see ``ShopperRegistry``.
  public func receipts(of shopper: ShopperID) -> [ConsentReceipt] {
    entries[shopper]?.receipts ?? []
  }

  /// Notes that a shopper is being asked; see ``ShopperRegistry``.
  public func takeAsking(
    _ purpose: PurposeID, version: Int, of shopper: ShopperID
  ) throws(LedgerError) -> Bool {
    guard let asked = try known(shopper).asked.adding(purpose, version: version) else {
      return false
    }
    guard asked.count <= LedgerLimits.purposes else { throw .full(limit: LedgerLimits.purposes) }
    try change(shopper) { $0.asked = asked }
    return true
  }

  /// Erases everything that was kept of a shopper; see ``ShopperRegistry``.
  public func erase(_ shopper: ShopperID, at moment: Moment) -> ErasureReceipt {
    if let erased = erasures[shopper] { return erased }
    var generator = SystemRandomNumberGenerator()
    let receipt = ErasureReceipt(
      number: .random(using: &generator), time: moment.now, wasKnown: entries[shopper] != nil)
    guard receipt.wasKnown else { return receipt }
    entries[shopper] = nil
    erasures[shopper] = receipt
    for index in lines.indices where lines[index].line.subject == .shopper(shopper) {
      lines[index].line.subject = .erased(receipt.number)
    }
    return receipt
  }

  func slice<Element>(
    _ rows: [(number: Int64, value: Element?)], after cursor: Int64?, _ limit: Int
  ) -> LedgerSlice<Element> {
    let limit = min(max(limit, 1), LedgerLimits.slice)
    let rest = rows.filter { $0.number > cursor ?? 0 }
    let taken = rest.prefix(limit)
    return LedgerSlice(
      taken.compactMap(\.value), next: rest.count > limit ? taken.last?.number : nil)
  }
}

extension [Disclosure.Asking] {
  /// The questions with another one, or nothing when it has been put before in that wording or a
  /// later one.
  public func adding(_ purpose: PurposeID, version: Int) -> [Disclosure.Asking]? {
    var asked = self
    if let index = asked.firstIndex(where: { $0.purpose == purpose }) {
      guard version > asked[index].version else { return nil }
      asked[index].version = version
    } else {
      asked.append(.init(purpose: purpose, version: version))
    }
    return asked
  }
}
