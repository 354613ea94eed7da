import Advertising

/// Who was heard in a recording: one for each advertising address and beacon, in bounded memory.
struct HeardTransmitters {
  private let disclosure: Disclosure
  private var transmitters: [HeardTransmitter] = []
  private var positions: [HeardTransmitter.Key: Int] = [:]
  /// Reports of transmitters for which there was no more room.
  private var overflow = 0

  /// Each takes less than a kilobyte.
  private static let capacity = 4096

  init(_ disclosure: Disclosure) { self.disclosure = disclosure }

  /// Adds a report. Foreign things are counted elsewhere and told apart by nobody.
  mutating func add(_ heard: HeardReport) {
    guard let report = heard.report, heard.beacon?.isForeign != true else { return }
    let key = HeardTransmitter.Key(report.address, heard.beacon)
    if let position = positions[key] {
      transmitters[position].add(heard, disclosure)
    } else if transmitters.count < Self.capacity {
      positions[key] = transmitters.count
      var transmitter = HeardTransmitter(key)
      transmitter.add(heard, disclosure)
      transmitters.append(transmitter)
    } else {
      overflow += 1
    }
  }

  /// A table of those heard most, beacons before everything else.
  func lines(top: Int) -> [String] {
    let sorted = transmitters.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      guard one.isBeacon == other.isBeacon else { return one.isBeacon }
      return one.reports == other.reports
        ? left.offset < right.offset : one.reports > other.reports
    }.map(\.element)
    var table = TextTable([
      "reports", "every", "RSSI min", "median", "max", "address", "kind of address", "what it is",
    ])
    for transmitter in sorted.prefix(top) { table.add(transmitter.cells(disclosure)) }
    var lines = table.isEmpty ? [] : table.lines
    let rest = sorted.dropFirst(top)
    if !rest.isEmpty {
      let reports = rest.reduce(0) { $0 + $1.reports }
      lines.append("and \(rest.count) more with \(reports) reports; see --top")
    }
    if overflow > 0 {
      lines.append("and \(overflow) reports of others, beyond the first \(Self.capacity)")
    }
    return lines
  }
}
