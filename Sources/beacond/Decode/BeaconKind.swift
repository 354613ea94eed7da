import Advertising

/// What a report is of, as tables and files name it.
enum BeaconKind: String, CaseIterable {
  case iBeacon = "ibeacon"
  case altBeacon = "altbeacon"
  case eddystoneUID = "eddystone-uid"
  case eddystoneEID = "eddystone-eid"
  case eddystoneURL = "eddystone-url"
  case eddystoneTLM = "eddystone-tlm"
  /// Anything without a beacon frame.
  case other
  /// Somebody's thing that a finding network looks after.
  case foreign

  init(_ beacon: Beacon?) {
    self =
      switch beacon {
      case .iBeacon: .iBeacon
      case .altBeacon: .altBeacon
      case .eddystoneUID: .eddystoneUID
      case .eddystoneURL: .eddystoneURL
      case .eddystoneTLM: .eddystoneTLM
      case .eddystoneEID: .eddystoneEID
      case .foreign: .foreign
      case nil: .other
      }
  }

  /// What a person calls it.
  var words: String {
    switch self {
    case .iBeacon: "iBeacon"
    case .altBeacon: "AltBeacon"
    case .eddystoneUID: "Eddystone-UID"
    case .eddystoneEID: "Eddystone-EID"
    case .eddystoneURL: "Eddystone-URL"
    case .eddystoneTLM: "Eddystone-TLM"
    case .other: "other"
    case .foreign: "foreign thing, not decoded"
    }
  }
}

extension Beacon {
  /// What it says, in a line of a table; an identifier reads as in a site file.
  var words: String {
    let subject = identifier.map { " \($0)" } ?? ""
    return ([kind.words + subject] + state + power("")).joined(separator: ", ")
  }

  /// What it says, each part with its name.
  var fullWords: String {
    var parts = [kind.words]
    switch self {
    case .iBeacon(let beacon):
      parts += ["UUID \(identifierParts[0])", "major \(beacon.major)", "minor \(beacon.minor)"]
    case .altBeacon(let beacon):
      parts += ["id \(identifierParts[0])", "company \(beacon.company.hexadecimal)"]
    case .eddystoneUID:
      parts += ["namespace \(identifierParts[0])", "instance \(identifierParts[1])"]
    case .eddystoneEID: parts.append("id \(identifierParts[0])")
    case .eddystoneURL, .eddystoneTLM, .foreign: break
    }
    return (parts + state + power("measured power ")).joined(separator: ", ")
  }

  /// How a site file names it as a shopper's credential, if it can.
  var credential: String? {
    switch self {
    case .iBeacon, .altBeacon, .eddystoneUID:
      identifier.map { "credential: {\(kind.rawValue): \($0)}" }
    case .eddystoneEID, .eddystoneURL, .eddystoneTLM, .foreign: nil
    }
  }

  /// The parts of its identifier as they are written.
  var identifierParts: [String] {
    identifier?.description.split(separator: "/").map(String.init) ?? []
  }

  private var kind: BeaconKind { BeaconKind(self) }

  private func power(_ name: String) -> [String] {
    measuredPower.map { ["\(name)\($0) dBm at 1 m"] } ?? []
  }

  /// What it says that is no identifier.
  private var state: [String] {
    switch self {
    case .eddystoneURL(let frame): [frame.text]
    case .eddystoneTLM(.encrypted): ["encrypted"]
    case .eddystoneTLM(.plain(let state)): state.words
    case .iBeacon, .altBeacon, .eddystoneUID, .eddystoneEID, .foreign: []
    }
  }
}

extension EddystoneTLM.Telemetry {
  /// Such as `battery 2900 mV`, `22.5 °C`, `1000 advertisements in 3600 s`.
  fileprivate var words: [String] {
    var parts: [String] = []
    if let battery { parts.append("battery \(battery) mV") }
    if let temperature { parts.append("\(temperature) °C") }
    parts.append(
      "\(advertisements) advertisements in \(uptime / 10) s")
    return parts
  }
}
