import Advertising

extension HeardReport.Structure {
  /// What its data means, in a line; the data itself where no more is known.
  func words(_ disclosure: Disclosure) -> String {
    guard disclosure.shows(type) else { return "\(data.count) bytes, not shown" }
    switch type {
    case .flags: return flags
    case .incompleteServiceUUIDs16, .completeServiceUUIDs16, ADType(rawValue: 0x14):
      return list(of: 2)
    case ADType(rawValue: 0x04), ADType(rawValue: 0x05), ADType(rawValue: 0x1F): return list(of: 4)
    case ADType(rawValue: 0x06), ADType(rawValue: 0x07), ADType(rawValue: 0x15): return list(of: 16)
    case .shortenedLocalName, .completeLocalName, .broadcastName: return data.printable
    case .txPowerLevel where data.count == 1: return "\(Int8(bitPattern: data[0])) dBm"
    case .serviceData16: return numbered(2)
    case ADType(rawValue: 0x20): return numbered(4)
    case ADType(rawValue: 0x21): return numbered(16)
    case .manufacturerSpecificData: return manufacturer
    default: return data.hexadecimal
    }
  }

  /// What its data is of, without the data: the company or the services.
  var heading: String {
    switch type {
    case .manufacturerSpecificData where data.count >= 2: "manufacturer \(company)"
    case .serviceData16 where data.count >= 2: "service data \(Self.uuid(data[..<2]))"
    case .completeServiceUUIDs16, .incompleteServiceUUIDs16: "services \(list(of: 2))"
    default: type.words ?? type.rawValue.hexadecimal
    }
  }

  private var flags: String {
    guard let byte = data.first else { return "none" }
    let names = [
      "limited discoverable", "general discoverable", "no BR/EDR", "LE and BR/EDR at once",
    ]
    let set = names.indices.filter { byte >> $0 & 1 == 1 }.map { names[$0] }
    return "\(byte.hexadecimal)" + (set.isEmpty ? "" : ": ") + set.joined(separator: ", ")
  }

  private func list(of size: Int) -> String {
    let whole = data.count - data.count % size
    var words = stride(from: 0, to: whole, by: size).map { Self.uuid(data[$0..<($0 + size)]) }
    if whole < data.count { words.append("and \(data.count - whole) bytes that are no UUID") }
    return words.joined(separator: ", ")
  }

  private func numbered(_ size: Int) -> String {
    guard data.count >= size else { return data.hexadecimal }
    return "\(Self.uuid(data[..<size])): \(Array(data[size...]).hexadecimal)"
  }

  private var manufacturer: String {
    guard data.count >= 2 else { return data.hexadecimal }
    return "\(company): \(Array(data[2...]).hexadecimal)"
  }

  private var company: String {
    let number = UInt16(data[1]) << 8 | UInt16(data[0])
    return number.hexadecimal + (AssignedNumbers.company(number).map { " (\($0))" } ?? "")
  }

  /// A service UUID of 2, 4 or 16 bytes, lowest byte first.
  private static func uuid(_ bytes: ArraySlice<UInt8>) -> String {
    let bytes = Array(bytes.reversed())
    guard bytes.count == 16 else {
      let number = bytes.count == 2 ? UInt16(bytes[0]) << 8 | UInt16(bytes[1]) : nil
      let name = number.flatMap(AssignedNumbers.service).map { " (\($0))" } ?? ""
      return "0x\(bytes.hexadecimal.uppercased())\(name)"
    }
    let parts = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16]
    return parts.map { Array(bytes[$0]).hexadecimal }.joined(separator: "-")
  }
}

extension [UInt8] {
  /// UTF-8 from the air as a terminal may show it.
  fileprivate var printable: String {
    let scalars = String(decoding: self, as: UTF8.self).unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
        "\\u{\(String(scalar.value, radix: 16))}"
      default: String(scalar)
      }
    }
    return "\"\(scalars.joined())\""
  }
}
