import Advertising
import Proximity
import Recording

/// The advertisements of a CSV recording, whose rows name receivers and beacons.
final class CSVContents: RecordingContents {
  private var reader: CSVReader
  private let floor: Floor
  private let named: [String: BeaconIdentifier]
  /// By the reader's number of a name; grown as names appear.
  private var receivers: [ReceiverIndex] = []
  private var beacons: [BeaconIdentifier?] = []

  /// For a receiver that the site does not have; the engine counts what it hears.
  private static let nowhere = ReceiverIndex(.max)

  init(_ reader: consuming CSVReader, floor: Floor, named: [String: BeaconIdentifier]) {
    self.reader = reader
    self.floor = floor
    self.named = named
  }

  var malformed: Int { reader.damage.count }
  var damage: DamageLog { reader.damage }

  func read(into advertisements: inout [Advertisement]) throws(RecordingError) -> Bool {
    for _ in 0..<512 {
      guard let row = try reader.next() else { return false }
      advertisements.append(
        Advertisement(
          time: row.time, receiver: receiver(row.receiver), rssi: row.rssi ?? .nan,
          beacon: beacon(row.beacon)))
    }
    return true
  }

  private func receiver(_ name: NameIndex?) -> ReceiverIndex {
    guard let name else { return Self.nowhere }
    while receivers.count <= Int(name.rawValue) {
      let text = reader.receivers[NameIndex(UInt32(receivers.count))]
      receivers.append(ReceiverID(text).flatMap(floor.receiver) ?? Self.nowhere)
    }
    return receivers[Int(name.rawValue)]
  }

  private func beacon(_ name: NameIndex?) -> BeaconIdentifier? {
    guard let name else { return nil }
    while beacons.count <= Int(name.rawValue) {
      beacons.append(named[reader.beacons[NameIndex(UInt32(beacons.count))]])
    }
    return beacons[Int(name.rawValue)]
  }
}
