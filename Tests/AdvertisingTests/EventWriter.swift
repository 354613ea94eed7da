import Advertising

/// Writes HCI events: the other way of what is tested, after the specification's tables.
enum EventWriter {
  /// An event with legacy reports, and the reports that must be read from it.
  static func legacy(
    count: Int, using generator: inout SeededGenerator
  ) -> (event: [UInt8], reports: [AdvertisingReport]) {
    var event: [UInt8] = [0x3E, 0, 0x02, UInt8(count)]
    var reports: [AdvertisingReport] = []
    let kinds: [(type: UInt8, properties: AdvertisingReport.Properties)] = [
      (0, [.legacy, .connectable, .scannable]), (1, [.legacy, .connectable, .directed]),
      (2, [.legacy, .scannable]), (3, .legacy), (4, [.legacy, .scannable, .scanResponse]),
    ]
    for _ in 0..<count {
      let kind = kinds[Int.random(in: 0..<5, using: &generator)]
      let (type, address) = randomAddress(anonymousToo: false, using: &generator)
      let room = (255 - event.count + 2 - 10 * (count - reports.count)) / (count - reports.count)
      let data = generator.bytes(Int.random(in: 0...max(0, min(31, room)), using: &generator))
      let rssi = Int8.random(in: .min ... .max, using: &generator)
      event += [kind.type, type] + littleEndian(address) + [UInt8(data.count)]
      reports.append(
        AdvertisingReport(
          address: address, properties: kind.properties,
          payload: event.count..<(event.count + data.count), rssi: RSSI(rawValue: rssi)))
      event += data + [UInt8(bitPattern: rssi)]
    }
    event[1] = UInt8(event.count - 2)
    return (event, reports)
  }

  /// An event with extended reports, and the reports that must be read from it.
  static func extended(
    count: Int, using generator: inout SeededGenerator
  ) -> (event: [UInt8], reports: [AdvertisingReport]) {
    var event: [UInt8] = [0x3E, 0, 0x0D, UInt8(count)]
    var reports: [AdvertisingReport] = []
    for _ in 0..<count {
      let properties = AdvertisingReport.Properties(
        rawValue: UInt8.random(in: 0...0x1F, using: &generator))
      let status =
        AdvertisingReport.DataStatus.allCases.randomElement(using: &generator)
        ?? .complete
      let (type, address) = randomAddress(anonymousToo: true, using: &generator)
      let room = (257 - event.count - 24 * (count - reports.count)) / (count - reports.count)
      let limit = min(properties.contains(.legacy) ? 31 : 229, room)
      let data = generator.bytes(Int.random(in: 0...limit, using: &generator))
      let rssi = Int8.random(in: .min ... .max, using: &generator)
      let txPower: Int8? =
        Bool.random(using: &generator)
        ? nil : Int8.random(in: -127...20, using: &generator)
      let sid: UInt8? =
        Bool.random(using: &generator)
        ? nil : UInt8.random(in: 0...15, using: &generator)
      let primary = UInt8.random(in: 0...4, using: &generator)
      let secondary = UInt8.random(in: 0...4, using: &generator)
      event += [properties.rawValue | status.rawValue << 5, generator.bytes(1)[0], type]
      event += littleEndian(address) + [primary, secondary, sid ?? 0xFF]
      event += [UInt8(bitPattern: txPower ?? 127), UInt8(bitPattern: rssi)]
      event += generator.bytes(9) + [UInt8(data.count)]
      reports.append(
        AdvertisingReport(
          address: address, properties: properties,
          payload: event.count..<(event.count + data.count), rssi: RSSI(rawValue: rssi),
          dataStatus: status, txPower: txPower, primaryPHY: .init(rawValue: primary),
          secondaryPHY: .init(rawValue: secondary), sid: sid))
      event += data
    }
    event[1] = UInt8(event.count - 2)
    return (event, reports)
  }

  private static func randomAddress(
    anonymousToo: Bool, using generator: inout SeededGenerator
  ) -> (type: UInt8, address: AdvertisingAddress) {
    let bits = UInt64.random(in: 0..<(1 << 48), using: &generator)
    switch UInt8.random(in: 0..<(anonymousToo ? 5 : 4), using: &generator) {
    case 0: return (0, AdvertisingAddress(bits: bits, kind: .public))
    case 1: return (1, AdvertisingAddress(random: bits))
    case 2: return (2, AdvertisingAddress(bits: bits, kind: .publicIdentity))
    case 3: return (3, AdvertisingAddress(bits: bits, kind: .randomIdentity))
    default: return (0xFF, AdvertisingAddress(bits: bits, kind: .anonymous))
    }
  }

  private static func littleEndian(_ address: AdvertisingAddress) -> [UInt8] {
    (0..<6).map { UInt8(truncatingIfNeeded: address.bits >> (8 * UInt64($0))) }
  }
}
