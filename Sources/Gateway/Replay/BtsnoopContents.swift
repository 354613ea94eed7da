import Advertising
import Proximity
import Recording

/// The advertisements of a btsnoop file, all heard by one receiver.
final class BtsnoopContents: RecordingContents {
  private var decoding: BtsnoopDecoding

  init(_ reader: consuming BtsnoopReader, receiver: ReceiverIndex) {
    decoding = BtsnoopDecoding(reader, receiver: receiver)
  }

  var malformed: Int { decoding.malformed }
  var damage: DamageLog { decoding.damage }

  func read(into advertisements: inout [Advertisement]) throws(RecordingError) -> Bool {
    try decoding.read(into: &advertisements)
  }
}

/// The same as a value, so that a run of records costs one access to an object.
private struct BtsnoopDecoding: ~Copyable {
  private var reader: BtsnoopReader
  private var batch = ReportBatch(capacity: 512)
  private let receiver: ReceiverIndex
  /// Events that hold advertising reports which do not decode.
  private var undecoded = DamageLog()

  init(_ reader: consuming BtsnoopReader, receiver: ReceiverIndex) {
    self.reader = reader
    self.receiver = receiver
  }

  var malformed: Int { batch.malformed + reader.damage.count }
  var damage: DamageLog { reader.damage.adding(undecoded) }

  mutating func read(into advertisements: inout [Advertisement]) throws(RecordingError) -> Bool {
    batch.removeAll()
    defer { advertisements += batch.advertisements }
    while !batch.isFull {
      guard let record = try reader.next() else { return false }
      do throws(DecodeError) {
        try reader.withEvent { event throws(DecodeError) in
          try batch.append(event, from: receiver, at: record.time)
        }
      } catch {
        undecoded.note(.byte(record.offset), "in this record: \(error)")
      }
    }
    return true
  }
}
