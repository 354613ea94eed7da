import Advertising
import BlueZ
import Foundation
import Proximity

/// What is in the air arrives, as it was.
enum Reception {
  static let scenarios = [
    Scenario(name: "monitor: every advertisement of a script arrives as it was", isSmoke: true) {
      try script(.monitor)
    },
    Scenario(name: "raw: every advertisement of a script arrives as it was", isSmoke: true) {
      try script(.raw)
    },
    Scenario(name: "user channel: every advertisement of a script arrives as it was") {
      try script(.user)
    },
    Scenario(name: "raw: extended advertisements in fragments are joined", isSmoke: true) {
      try fragments()
    },
    Scenario(name: "monitor: extended advertisements arrive", isSmoke: true) {
      try extended()
    },
  ]

  private static let uuid = "f7826da64fa24e988024bc5b71e0893e"
  static func iBeacon(_ minor: Int) -> String {
    "0201061AFF4C000215\(uuid)0001" + String(format: "%04x", minor) + "C5"
  }
  private static let eddystone = "0201060303AAFE1516AAFE00EE8B0CA750095477CB3E770100000000000000"
  private static let altBeacon =
    "02011A1BFF1801BEAC\(uuid)00010002C500"

  /// 300 advertisements of three formats, with every RSSI there is.
  private static func script(_ path: RadioOptions.Path) throws -> String {
    let controller = try VirtualController()
    var ear = try Ear(path)
    let start = try ear.expect(.hearing)
    try controller("await scan")
    let account = try controller("status")
    try require(!account.isActive, "the scan is active, which asks strangers for more")
    try require(
      account.interval == account.window,
      "window \(account.window) of interval \(account.interval): not all the time")
    var expected: [(rssi: Float, kind: BeaconIdentifier.Kind)] = []
    for number in 0..<300 {
      let rssi = -100 + number % 80
      let (payload, kind): (String, BeaconIdentifier.Kind) =
        switch number % 3 {
        case 0: (iBeacon(number), .iBeacon)
        case 1: (eddystone, .eddystoneUID)
        default: (altBeacon, .altBeacon)
        }
      let address = String(format: "C3:EE:00:00:00:%02X", number % 250)
      try controller("advertise 3 \(address) \(rssi) \(payload)")
      expected.append((Float(rssi), kind))
    }
    try ear.listen(for: 20) { $0.heard.count >= expected.count }
    try ear.listen(for: 0.2)
    let heard = ear.heard
    try require(heard.count == expected.count, "\(heard.count) of \(expected.count) arrived")
    for (number, (heard, expected)) in zip(heard, expected).enumerated() {
      try require(
        heard.rssi == expected.rssi && heard.beacon?.kind == expected.kind
          && heard.address?.bits == 0xC3EE_0000_0000 | UInt64(number % 250),
        "advertisement \(number) is \(heard) and not \(expected)")
    }
    for (before, after) in zip(heard, heard.dropFirst()) {
      try require(before.time <= after.time, "time goes back at \(after)")
    }
    try require(ear.source.counts.damaged == 0, "\(ear.source.counts)")
    ear.close()
    try controller("await idle")
    return String(format: "%d of %d, listening after %.2f s", heard.count, heard.count, start)
  }

  private static func fragments() throws -> String {
    let controller = try VirtualController(isExtended: true)
    var ear = try Ear(.raw)
    try ear.expect(.hearing)
    try controller("await scan")
    // 400 bytes of somebody else's, and an iBeacon behind them.
    let filler = String(repeating: "C8FFFFFF" + String(repeating: "00", count: 197), count: 2)
    for number in 0..<50 {
      let size = [20, 100, 229][number % 3]
      try controller("extended 3 C3:EE:00:00:00:01 -61 \(filler)\(iBeacon(number)) \(size)")
    }
    try ear.listen(for: 20) { $0.heard.count >= 50 }
    let heard = ear.heard.compactMap(\.beacon)
    try require(heard.count == 50, "\(heard.count) of 50 arrived")
    try require(ear.batch.malformed == 0, "\(ear.batch.malformed) malformed")
    for (number, beacon) in heard.enumerated() {
      try require(beacon == BeaconIdentifier(iBeacon: 1, minor: number), "\(number): \(beacon)")
    }
    return "50 of 50, of up to 22 fragments"
  }

  private static func extended() throws -> String {
    let controller = try VirtualController(isExtended: true)
    var ear = try Ear(.monitor)
    try ear.expect(.hearing)
    try controller("await scan")
    for number in 0..<50 {
      try controller("extended 3 C3:EE:00:00:00:01 -61 \(iBeacon(number))")
      try controller("advertise 3 C3:EE:00:00:00:02 -62 \(iBeacon(number))")
    }
    try ear.listen(for: 20) { $0.heard.count >= 100 }
    try require(ear.heard.count == 100, "\(ear.heard.count) of 100 arrived")
    for (number, heard) in ear.heard.enumerated() {
      try require(
        heard.beacon == BeaconIdentifier(iBeacon: 1, minor: number / 2)
          && heard.rssi == (number % 2 == 0 ? -61 : -62), "\(number): \(heard)")
    }
    return "100 of 100"
  }
}

extension BeaconIdentifier {
  /// An iBeacon of the live tests.
  init?(iBeacon major: Int, minor: Int) {
    self.init("f7826da6-4fa2-4e98-8024-bc5b71e0893e/\(major)/\(minor)", kind: .iBeacon)
  }
}
