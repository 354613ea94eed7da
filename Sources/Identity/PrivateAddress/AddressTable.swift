import Proximity

/// A fixed number of address records, found by fingerprint in constant time.
///
/// The fingerprint picks a set of eight records, and eight are all that is ever looked at.
struct AddressTable: Sendable {
  /// Records in a set.
  private static let ways = 8

  private var records: [AddressRecord?]
  private let setMask: UInt64

  /// Creates a table for at least that many addresses.
  init(capacity: Int) {
    var sets = 1
    while sets * Self.ways < capacity { sets *= 2 }
    records = Array(repeating: nil, count: sets * Self.ways)
    setMask = UInt64(sets - 1)
  }

  /// Records that there is room for.
  var capacity: Int { records.count }

  var indices: Range<Int> { records.indices }

  subscript(index: Int) -> AddressRecord? {
    get { records[index] }
    _modify { yield &records[index] }
  }

  /// Where the record of a fingerprint is.
  func index(of fingerprint: UInt64) -> Int? {
    set(of: fingerprint).first { records[$0]?.fingerprint == fingerprint }
  }

  /// Where a new record may go: to a free place, else over the oldest record that belongs to
  /// nobody, else over the oldest of all. Waiting records stay; with eight of them there is none.
  func place(for fingerprint: UInt64) -> Int? {
    var best: (index: Int, isOwned: Bool, firstSeen: Instant)?
    for index in set(of: fingerprint) {
      guard let record = records[index] else { return index }
      if record.isWaiting { continue }
      let isOwned = record.owner != .nobody
      if let best, (isOwned ? 1 : 0, record.firstSeen) >= (best.isOwned ? 1 : 0, best.firstSeen) {
        continue
      }
      best = (index, isOwned, record.firstSeen)
    }
    return best?.index
  }

  private func set(of fingerprint: UInt64) -> Range<Int> {
    let first = Int(fingerprint & setMask) * Self.ways
    return first..<first + Self.ways
  }
}
