import Advertising
import Proximity

/// What was heard from one advertising address with one beacon, or without any.
struct HeardTransmitter {
  struct Key: Hashable {
    let address: AdvertisingAddress
    let kind: BeaconKind
    let identifier: BeaconIdentifier?

    init(_ address: AdvertisingAddress, _ beacon: Beacon?) {
      self.address = address
      kind = BeaconKind(beacon)
      identifier = beacon?.identifier
    }
  }

  private(set) var reports = 0
  private let key: Key
  /// What it is, in words.
  private var sketch = ""
  private var isMalformed = false
  private var first: Instant?
  private var last: Instant?
  /// How often each RSSI from -127 to 20 dBm was heard.
  private var levels = InlineArray<148, UInt32>(repeating: 0)

  init(_ key: Key) { self.key = key }

  var isBeacon: Bool { key.kind != .other }

  mutating func add(_ heard: HeardReport, _ disclosure: Disclosure) {
    reports += 1
    if heard.error != nil { isMalformed = true }
    if first == nil { first = heard.time }
    last = heard.time
    if let rssi = heard.report?.rssi.dBm { levels[Int(rssi) + 127] += 1 }
    // Telemetry goes on; of everything else, what it said first will do.
    if sketch.isEmpty || key.kind == .eddystoneTLM { sketch = heard.sketch(disclosure) }
  }

  /// A row of a table: reports, interval, RSSI, address, kind of address, what it is.
  func cells(_ disclosure: Disclosure) -> [String] {
    let isAnonymous = key.address.kind == .anonymous
    return [
      "\(reports)", interval, level(at: 0), level(at: 0.5), level(at: 1),
      isAnonymous ? "-" : disclosure.text(key.address), key.address.kind.words,
      sketch.isEmpty ? (isMalformed ? "malformed" : "-") : sketch,
    ]
  }

  /// The mean time from one report to the next.
  private var interval: String {
    guard let first, let last, reports > 1, last > first else { return "-" }
    let milliseconds = (last - first).inNanoseconds / 1_000_000 / Int64(reports - 1)
    return milliseconds < 10_000 ? "\(milliseconds) ms" : "\(milliseconds / 1000) s"
  }

  /// The RSSI that a share of the reports is not above.
  private func level(at share: Double) -> String {
    let total = levels.indices.reduce(0) { $0 + Int(levels[$1]) }
    let rank = Int(Double(max(0, total - 1)) * share)
    var passed = 0
    for index in levels.indices {
      passed += Int(levels[index])
      if passed > rank { return "\(index - 127)" }
    }
    return "-"
  }
}

extension HeardReport {
  /// What the transmitter is, as far as a report tells, in a few words.
  func sketch(_ disclosure: Disclosure) -> String {
    if let beacon { return beacon.words }
    var words: [String] = []
    for structure in structures {
      switch structure.type {
      case .shortenedLocalName, .completeLocalName, .broadcastName:
        words.append(disclosure.names ? structure.words(disclosure) : "has a name")
      case .manufacturerSpecificData, .serviceData16, .completeServiceUUIDs16,
        .incompleteServiceUUIDs16:
        words.append(structure.heading)
      default: break
      }
    }
    return words.joined(separator: ", ")
  }
}
