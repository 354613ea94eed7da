import Advertising

extension HeardReport {
  /// The report as a line of `decode --format jsonl`. All keys are always there.
  func jsonLine(_ disclosure: Disclosure) -> String {
    var json = JSONLine()
    json.add("event", "report")
    json.add("time", time)
    json.add("address", shownAddress.map(disclosure.text))
    json.add("address-kind", report?.address.kind.name)
    json.add("rssi", report?.rssi.dBm.map(Int.init))
    json.add("tx-power", txPower)
    json.add("properties", report?.properties.names ?? [])
    json.add("primary-phy", report?.primaryPHY.name)
    json.add("secondary-phy", report?.secondaryPHY.name)
    json.add("sid", report?.sid.map(Int.init))
    json.add("data-status", report.map { "\($0.dataStatus)" })
    json.add("beacon", beacon?.json)
    json.add("structures", structures.map { $0.json(disclosure) })
    json.add("error", error?.json)
    return json.line
  }

  /// Who sent it; nothing for a foreign thing, which is nobody's business, or when it did not say.
  var shownAddress: AdvertisingAddress? {
    guard let address = report?.address, address.kind != .anonymous else { return nil }
    return beacon?.isForeign == true ? nil : address
  }
}

extension HeardReport.Structure {
  fileprivate func json(_ disclosure: Disclosure) -> JSONLine {
    var json = JSONLine()
    json.add("type", Int(type.rawValue))
    json.add("data", disclosure.shows(type) ? data.hexadecimal : nil)
    return json
  }
}

extension DecodeError {
  fileprivate var json: JSONLine {
    var json = JSONLine()
    json.add("offset", offset)
    json.add("cause", cause.sentence)
    return json
  }
}

extension Beacon {
  fileprivate var json: JSONLine {
    var json = JSONLine()
    json.add("kind", BeaconKind(self).rawValue)
    let parts = identifierParts
    switch self {
    case .iBeacon(let beacon):
      json.add("uuid", parts[0])
      json.add("major", Int(beacon.major))
      json.add("minor", Int(beacon.minor))
    case .altBeacon(let beacon):
      json.add("id", parts[0])
      json.add("company", Int(beacon.company))
    case .eddystoneUID:
      json.add("namespace", parts[0])
      json.add("instance", parts[1])
    case .eddystoneEID: json.add("id", parts[0])
    case .eddystoneURL(let frame): json.add("url", frame.text)
    case .eddystoneTLM(let state):
      state.add(to: &json)
      return json
    case .foreign: return json
    }
    json.add("measured-power", measuredPower)
    return json
  }
}

extension EddystoneTLM {
  fileprivate func add(to json: inout JSONLine) {
    guard case .plain(let state) = self else {
      json.add("encrypted", true)
      return
    }
    json.add("encrypted", false)
    json.add("battery", state.battery.map(Int.init))
    json.add("temperature", state.temperature)
    json.add("advertisements", Int(state.advertisements))
    json.add("uptime", Duration.milliseconds(100 * Int64(state.uptime)))
  }
}
