import Alerts
import Control
import Foundation
import Ledger
import Proximity

extension StoreDesk {
  /// What is kept of a shopper, with a line in the audit of who looked.
  func record(
    of shopper: ShopperID, for access: Access, to role: ControlRole
  ) async throws(LedgerError) -> ShopperRecord {
    let disclosure = try await books.disclose(shopper, for: access, to: Role(role), at: moment)
    return ShopperRecord(of: shopper, disclosure)
  }

  /// The same for the shopper to take away, with the receipts as they were given.
  func export(
    _ shopper: ShopperID, to role: ControlRole
  ) async throws(LedgerError) -> ControlReply {
    let disclosure = try await books.disclose(shopper, for: .export, to: Role(role), at: moment)
    let document = ExportedRecord(
      record: ShopperRecord(of: shopper, disclosure), receipts: disclosure.receipts,
      asked: disclosure.asked)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(document) else {
      throw .unreadable("what is kept cannot be written as JSON")
    }
    return .export(String(decoding: bytes, as: UTF8.self))
  }
}

/// All that is kept of a shopper, as a document.
private struct ExportedRecord: Encodable {
  let record: ShopperRecord
  let receipts: [ConsentReceipt]
  let asked: [Disclosure.Asking]
}

extension ShopperRecord {
  fileprivate init(of shopper: ShopperID, _ disclosure: Disclosure) {
    self.init(of: shopper, disclosure.page)
    beacons = disclosure.enrolment?.credentials.map(\.kind) ?? []
    isMinor = disclosure.enrolment?.isMinor ?? false
    isStaff = disclosure.enrolment?.isStaff ?? false
    // Where the shopper is now is nobody's to look at.
    pastVisits = disclosure.visits.filter { $0.phase == .departed }.map {
      PastVisit(
        place: $0.place, since: $0.since, seconds: Int($0.dwell.inNanoseconds / 1_000_000_000))
    }
    receipts = disclosure.receipts.map {
      ReceiptLine(
        number: $0.number.description, time: $0.time, isGiven: $0.said == .given,
        purposes: $0.purposes.map(\.id))
    }
    accesses = disclosure.audit.compactMap { line in
      ControlRole(rawValue: line.role.rawValue).map {
        AccessLine(time: line.time, role: $0, what: line.access.rawValue)
      }
    }
  }
}
