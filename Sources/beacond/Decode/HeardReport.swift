import Advertising
import Proximity

/// An advertising report, or bare advertising data, taken apart as far as it goes.
struct HeardReport {
  /// An AD structure with its data.
  struct Structure {
    let type: ADType
    /// Where its length byte is, from the first byte of the packet; in joined fragments, from the
    /// first byte of the data.
    let offset: Int
    let data: [UInt8]
  }

  /// When it was heard, if that is known.
  var time: Instant?
  /// What the controller says of it; nothing for bare advertising data.
  var report: AdvertisingReport?
  /// What became of its data; the structures of an advertisement are read when it is all there.
  var outcome = FragmentAssembler.Outcome.whole
  /// The structures up to the first error; none of a foreign thing.
  private(set) var structures: [Structure] = []
  /// The first beacon among the structures, or `foreign` if there is anything foreign among them.
  private(set) var beacon: Beacon?
  /// Where and why reading ended early.
  var error: DecodeError?

  /// Reads the AD structures at `payload`.
  mutating func readStructures(in bytes: Span<UInt8>, _ payload: Range<Int>) {
    var walk = ADStructures(payload)
    do throws(DecodeError) {
      while let structure = try walk.next(in: bytes) {
        structures.append(Structure(structure, in: bytes))
        guard let found = try Beacon.decode(structure, in: bytes) else { continue }
        if beacon == nil || found.isForeign { beacon = found }
        // What belongs to somebody else's thing is not even looked at.
        guard !found.isForeign else { return structures.removeAll() }
      }
    } catch {
      self.error = error
    }
  }

  /// TX power in dBm, as the controller or else the advertising data says.
  var txPower: Int? {
    if let power = report?.txPower { return Int(power) }
    let structure = structures.first { $0.type == .txPowerLevel && $0.data.count == 1 }
    return structure.map { Int(Int8(bitPattern: $0.data[0])) }
  }
}

extension HeardReport.Structure {
  fileprivate init(_ structure: ADStructure, in bytes: Span<UInt8>) {
    type = structure.type
    offset = structure.payload.lowerBound - 2
    data = structure.payload.map { bytes[$0] }
  }
}
