public import Alerts

/// What the receipts of one shopper come to, taken together.
public struct Consents: Equatable, Sendable {
  /// What was said last to each purpose, in the order in which the purposes came up.
  public private(set) var latest: [(purpose: ConsentedPurpose, receipt: ConsentReceipt)] = []

  /// Reads receipts in the order in which they were kept. Complexity: O(receipts · purposes).
  public init(_ receipts: [ConsentReceipt]) {
    for receipt in receipts {
      for purpose in receipt.purposes {
        if let index = latest.firstIndex(where: { $0.purpose.id == purpose.id }) {
          latest[index] = (purpose, receipt)
        } else {
          latest.append((purpose, receipt))
        }
      }
    }
  }

  /// Whether a consent to that wording of a purpose was given and holds at that time.
  public func covers(_ purpose: PurposeID, version: Int, at time: LedgerTime) -> Bool {
    guard let last = latest.first(where: { $0.purpose.id == purpose }) else { return false }
    guard last.receipt.said == .given, last.purpose.version == version else { return false }
    return last.receipt.expires.map { time < $0 } ?? true
  }

  /// The receipts that still say something which no later one has replaced.
  func holds(_ receipt: ConsentReceipt) -> Bool {
    latest.contains { $0.receipt.number == receipt.number }
  }

  /// Drops the oldest receipts that say nothing any more until as many are left as may be.
  ///
  /// - Returns: the receipts kept, or nothing when they all still hold.
  public static func fitting(_ receipts: [ConsentReceipt], limit: Int) -> [ConsentReceipt]? {
    guard receipts.count > limit else { return receipts }
    let consents = Consents(receipts)
    var surplus = receipts.count - limit
    let kept = receipts.filter { receipt in
      guard surplus > 0, !consents.holds(receipt) else { return true }
      surplus -= 1
      return false
    }
    return surplus == 0 ? kept : nil
  }

  public static func == (left: Consents, right: Consents) -> Bool {
    left.latest.elementsEqual(right.latest) { $0 == $1 }
  }
}
