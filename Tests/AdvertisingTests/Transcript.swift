import Advertising

/// What the strict decoders find in a vector's bytes, one line for each thing found.
func transcript(of vector: Vector) -> [String] {
  var lines: [String] = []
  do throws(DecodeError) {
    switch vector.form {
    case .payload:
      try describe(
        0..<vector.bytes.count, in: vector.bytes.span, to: &lines, listingStructures: true)
    case .event, .h4:
      let bytes = vector.bytes.span
      let isH4 = vector.form == .h4
      let kind =
        isH4 ? try AdvertisingReports.kind(ofH4: bytes) : try AdvertisingReports.kind(of: bytes)
      if kind == .other { return ["nothing"] }
      var reports =
        isH4 ? try AdvertisingReports(h4: bytes) : try AdvertisingReports(event: bytes)
      while let report = try reports.next(in: bytes) {
        lines.append(describe(report))
        try describe(report.payload, in: bytes, to: &lines, listingStructures: false)
      }
    }
  } catch {
    lines.append("error \(error.offset) \(error.cause)")
  }
  return lines
}

private func describe(
  _ payload: Range<Int>, in bytes: Span<UInt8>, to lines: inout [String],
  listingStructures: Bool
) throws(DecodeError) {
  var structures = ADStructures(payload)
  while let structure = try structures.next(in: bytes) {
    if listingStructures {
      let type = String(structure.type.rawValue, radix: 16, uppercase: true)
      lines.append("structure \(type) \(structure.payload)")
    }
    if let beacon = try Beacon.decode(structure, in: bytes) { lines.append(describe(beacon)) }
  }
}

private func describe(_ report: AdvertisingReport) -> String {
  var words = ["report"]
  let names: [(AdvertisingReport.Properties, String)] = [
    (.legacy, "legacy"), (.connectable, "connectable"), (.scannable, "scannable"),
    (.directed, "directed"), (.scanResponse, "scan-response"),
  ]
  words += names.filter { report.properties.contains($0.0) }.map(\.1)
  if report.dataStatus != .complete { words.append("\(report.dataStatus)") }
  words += ["\(report.address)", "\(report.address.kind)"]
  words.append("rssi \(report.rssi.dBm.map { "\($0)" } ?? "none")")
  if let txPower = report.txPower { words.append("tx \(txPower)") }
  if let sid = report.sid { words.append("sid \(sid)") }
  if report.primaryPHY != .le1M || report.secondaryPHY != .none {
    words.append("phy \(report.primaryPHY.rawValue)/\(report.secondaryPHY.rawValue)")
  }
  words.append("payload \(report.payload)")
  return words.joined(separator: " ")
}

private func describe(_ beacon: Beacon) -> String {
  var words: [String]
  switch beacon {
  case .iBeacon(let iBeacon): words = ["iBeacon", "\(iBeacon.identifier)"]
  case .altBeacon(let altBeacon):
    words = ["altBeacon", "\(altBeacon.identifier)"]
    words += ["company \(String(altBeacon.company, radix: 16))", "reserved \(altBeacon.reserved)"]
  case .eddystoneUID(let frame): words = ["eddystone-uid", "\(frame.identifier)"]
  case .eddystoneURL(let frame): words = ["eddystone-url", frame.text]
  case .eddystoneEID(let frame): words = ["eddystone-eid", "\(frame.identifier)"]
  case .eddystoneTLM(.encrypted): words = ["eddystone-tlm", "encrypted"]
  case .eddystoneTLM(.plain(let telemetry)):
    words = ["eddystone-tlm", "battery \(telemetry.battery.map { "\($0)" } ?? "none")"]
    words.append("temperature \(telemetry.temperature.map { "\($0)" } ?? "none")")
    words += ["advertisements \(telemetry.advertisements)", "uptime \(telemetry.uptime)"]
  case .foreign: words = ["foreign"]
  }
  if let power = beacon.measuredPower { words.append("power \(power)") }
  return words.joined(separator: " ")
}
