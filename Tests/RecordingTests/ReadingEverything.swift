import Proximity
import Recording

/// A btsnoop file read to its end.
struct ReadEvents {
  struct Event: Equatable {
    var record: BtsnoopRecord
    var bytes: [UInt8]
  }

  var events: [Event] = []
  let skipped: Int
  let damage: DamageLog

  init(_ source: consuming ByteSource) throws(RecordingError) {
    var reader = try BtsnoopReader(source)
    while let record = try reader.next() {
      let bytes = reader.withEvent { event in event.indices.map { event[$0] } }
      events.append(Event(record: record, bytes: bytes))
    }
    skipped = reader.skipped
    damage = reader.damage
  }

  init(_ bytes: [UInt8]) throws(RecordingError) { try self.init(ByteSource(bytes)) }
}

/// A CSV recording read to its end.
struct ReadRows {
  var rows: [CSVRow] = []
  let receivers: [String]
  let beacons: [String]
  let damage: DamageLog

  init(
    _ source: consuming ByteSource, origin: Instant = Instant(nanoseconds: 0),
    nameLimit: Int = 65_536
  ) throws(RecordingError) {
    var reader = try CSVReader(source, origin: origin, nameLimit: nameLimit)
    while let row = try reader.next() { rows.append(row) }
    receivers = reader.receivers.names
    beacons = reader.beacons.names
    damage = reader.damage
  }

  init(_ text: String, origin: Instant = Instant(nanoseconds: 0)) throws(RecordingError) {
    try self.init(ByteSource(Array(text.utf8)), origin: origin)
  }
}
