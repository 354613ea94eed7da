import Advertising
import Proximity
import Recording

/// A shop with a door and a shelf, and what was heard there.
enum Shop {
  /// Saturday, 16 May 2026, 10:00 in London.
  static let start = 1_778_922_000.0

  static let uuid = "f7826da6-4fa2-4e98-8024-bc5b71e0893e"
  static let strangersAddress: UInt64 = 0xC0FF_EE12_3456
  static let strangersName = "Zaphods Phone"

  /// A live site of one door.
  static let door = """
    version: 1
    site: {name: Bed, zone: Europe/London}
    receivers: [{id: door}]
    places: [{id: entrance, brand: bed, receivers: [door], radius: 4}]
    """

  /// The site; `more` comes at its end.
  static func site(_ more: String = "") -> String {
    """
    version: 1
    site: {name: Shop, zone: Europe/London, exponent: 2}
    receivers: [{id: door}, {id: shelf}]
    places:
      - {id: entrance, brand: house, receivers: [door], radius: 2}
      - {id: tea, brand: leaf, receivers: [shelf], radius: 3}
    purposes:
      - {id: help, text: We help., benefit: Less waiting., version: 1}
      - {id: offers, text: We offer., benefit: Cheaper tea., version: 1}
    shoppers:
      - {id: anna, credential: {name: tag-1}, consents: [presence, help, offers]}
      - {id: bert, credential: {name: tag-2}, consents: [presence]}
      - {id: cleo, credential: {ibeacon: \(uuid)/1/7}, consents: [presence, help]}
      - {id: dora, credential: {name: tag-3}, consents: [help, offers]}
    alerts:
      - {id: ready, brand: leaf, purpose: help, class: service, trigger: {place: tea, zone: near}}
      - {id: deal, brand: leaf, purpose: offers, class: promotion, trigger: {place: tea, zone: near}}
    quiet-hours: []
    \(more)
    """
  }

  /// A row of a CSV recording, at seconds since the start.
  struct Row {
    var time: Double
    var receiver = "shelf"
    var beacon = "tag-1"
    var rssi = "-55"

    var text: String {
      let tenths = Int(((Shop.start + time) * 10).rounded())
      return "\(tenths / 10).\(tenths % 10),\(receiver),\(beacon),\(rssi)"
    }
  }

  /// A CSV recording.
  static func csv(_ rows: [Row]) -> String {
    (["time,receiver,beacon,rssi"] + rows.map(\.text)).joined(separator: "\n") + "\n"
  }

  /// Seconds from the first look of a stay to the one with which presence begins: the second, since
  /// one look is never enough to believe in it, and two like these are.
  static let untilPresence = 0.5

  /// A beacon near a receiver, twice a second.
  static func stay(
    _ seconds: Range<Int>, at receiver: String = "shelf", _ beacon: String = "tag-1",
    rssi: String = "-55"
  ) -> [Row] {
    (2 * seconds.lowerBound..<2 * seconds.upperBound).map {
      Row(time: Double($0) / 2, receiver: receiver, beacon: beacon, rssi: rssi)
    }
  }

  /// Two visits of Anna at the shelf and one at the door, one of Bert's, and a stranger throughout.
  static let afternoon: [Row] = {
    let rows =
      stay(0..<40) + stay(200..<260) + stay(300..<310, at: "door")
      + stay(20..<90, "tag-2") + stay(0..<330, at: "door", "stranger-9", rssi: "-70")
    return rows.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
      .map(\.element)
  }()

  /// A btsnoop file of Cleo's beacon among a stranger's advertisements.
  static func btsnoop(
    _ datalink: BtsnoopDatalink = .h4, seconds: Range<Int> = 0..<30
  ) throws -> [UInt8] {
    var writer = BtsnoopWriter(datalink: datalink)
    for second in seconds {
      let time = Instant(seconds: start + Double(second))
      try writer.append(event(cleosBeacon, from: 0xC111_2233_4455, rssi: -55).span, at: time)
      try writer.append(
        event(strangersData, from: strangersAddress, rssi: -60).span, at: time + .milliseconds(100))
    }
    return writer.bytes
  }

  /// An LE Advertising Report of one non-connectable advertisement of a random address.
  static func event(_ data: [UInt8], from address: UInt64, rssi: Int8) -> [UInt8] {
    let octets = (0..<6).map { UInt8(truncatingIfNeeded: address >> (8 * UInt64($0))) }
    let report = [0x03, 0x01] + octets + [UInt8(data.count)] + data + [UInt8(bitPattern: rssi)]
    return [0x3E, UInt8(report.count + 2), 0x02, 0x01] + report
  }

  static let cleosBeacon: [UInt8] =
    [0x02, 0x01, 0x06, 0x1A, 0xFF, 0x4C, 0x00, 0x02, 0x15]
    + uuid.replacing("-", with: "").hexadecimalBytes + [0x00, 0x01, 0x00, 0x07, 0xC5]

  static let strangersData: [UInt8] =
    [0x02, 0x01, 0x06, UInt8(strangersName.utf8.count + 1), 0x09] + Array(strangersName.utf8)
}

extension String {
  /// The bytes that pairs of digits stand for.
  var hexadecimalBytes: [UInt8] {
    let digits = compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }
}

extension Folder {
  /// Writes the shop's site file and returns its path.
  func site(_ more: String = "") throws -> String { try write("site.yaml", Shop.site(more)) }

  /// Writes a CSV recording and returns its path.
  @discardableResult
  func csv(_ rows: [Shop.Row], _ name: String = "walk.csv") throws -> String {
    try write(name, Shop.csv(rows))
  }

  /// Replays files at the shop as JSON Lines.
  func replay(_ files: String..., more: [String] = []) throws -> Beacond.Run {
    try Beacond.run(
      ["replay", "--site", site(), "--format", "jsonl"] + more + files, in: self)
  }
}
