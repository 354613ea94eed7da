import Foundation
import Proximity

extension Engine.Snapshot {
  /// What a snapshot says of a shopper, as whoever finds it on a disk could read it: the names of
  /// the lists in which the shopper is.
  func traces(of shopper: ShopperIndex) throws -> [String] {
    let lists = ["tracks", "beliefs", "presences", "departures"]
    let whole = try JSONSerialization.jsonObject(with: JSONEncoder().encode(self))
    guard let whole = whole as? [String: Any] else { return ["no snapshot"] }
    return lists.filter { list in
      guard let records = whole[list] as? [[String: Any]] else { return true }
      return records.contains { record in
        let own = record["record"] as? [String: Any] ?? record
        guard let key = (own["key"] as? NSNumber)?.uint64Value else { return true }
        return key >> 16 == shopper.rawValue
      }
    }
  }
}
