import Advertising

extension ADType {
  static var publicTargetAddress: ADType { ADType(rawValue: 0x17) }
  static var randomTargetAddress: ADType { ADType(rawValue: 0x18) }
  static var deviceAddress: ADType { ADType(rawValue: 0x1B) }
  static var broadcastName: ADType { ADType(rawValue: 0x30) }

  /// What a person calls it; nothing for a type without a name here.
  var words: String? { Self.names[rawValue] }

  /// Source: Bluetooth Assigned Numbers, 2.3.
  private static let names: [UInt8: String] = [
    0x01: "flags", 0x02: "some 16-bit services", 0x03: "16-bit services",
    0x04: "some 32-bit services", 0x05: "32-bit services", 0x06: "some 128-bit services",
    0x07: "128-bit services", 0x08: "shortened name", 0x09: "name", 0x0A: "TX power",
    0x0D: "class of device", 0x10: "device id", 0x12: "connection interval",
    0x14: "16-bit services wanted", 0x15: "128-bit services wanted", 0x16: "service data",
    0x17: "public target address", 0x18: "random target address", 0x19: "appearance",
    0x1A: "advertising interval", 0x1B: "device address", 0x1C: "LE role",
    0x1F: "32-bit services wanted", 0x20: "service data (32-bit)",
    0x21: "service data (128-bit)", 0x24: "URI", 0x25: "indoor positioning",
    0x27: "supported features", 0x29: "mesh provisioning", 0x2A: "mesh message",
    0x2B: "mesh beacon", 0x30: "broadcast name", 0xFF: "manufacturer data",
  ]
}

/// Names of numbers that are often met. Source: Bluetooth Assigned Numbers, 3 and 7.
enum AssignedNumbers {
  /// The name of a company, for its manufacturer data.
  static func company(_ number: UInt16) -> String? { companies[number] }

  /// The name of a service with a 16-bit UUID.
  static func service(_ number: UInt16) -> String? { services[number] }

  private static let companies: [UInt16: String] = [
    0x0006: "Microsoft", 0x000D: "Texas Instruments", 0x000F: "Broadcom", 0x004C: "Apple",
    0x0059: "Nordic Semiconductor", 0x0075: "Samsung", 0x0087: "Garmin", 0x009E: "Bose",
    0x00E0: "Google", 0x0118: "Radius Networks", 0x012D: "Sony", 0x0157: "Huami",
    0x015D: "Estimote", 0x027D: "Huawei", 0x02E5: "Espressif", 0x038F: "Xiaomi",
    0x0499: "Ruuvi", 0xFFFF: "for tests",
  ]

  private static let services: [UInt16: String] = [
    0x1800: "generic access", 0x1801: "generic attributes", 0x180A: "device information",
    0x180D: "heart rate", 0x180F: "battery", 0x1812: "input device", 0x181A: "environment",
    0xFD6F: "exposure notification", 0xFE2C: "Google Fast Pair", 0xFEAA: "Eddystone",
  ]
}
