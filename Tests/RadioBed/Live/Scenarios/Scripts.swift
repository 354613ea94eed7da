import Advertising
import BlueZ
import Foundation
import Proximity

/// A long script with faults in its middle, of which every advertisement is accounted for.
enum Scripts {
  static let scenarios = [
    Scenario(
      name: "monitor: ten minutes with faults, every advertisement accounted for", suite: .virtual
    ) {
      try tenMinutes()
    }
  ]

  /// An advertisement that is to be aired.
  private struct Planned {
    let time: Double
    let address: UInt64
    let rssi: Int
    let kind: BeaconIdentifier.Kind
    let isExtended: Bool
  }

  private static let seconds = 600.0
  /// When each fault begins: nothing is aired shortly before, as the kernel drops what is on its way
  /// when an adapter goes.
  private static let off = 150.0
  private static let pulled = 300.0
  private static let broken = 450.0

  /// 200 beacons of four formats, each with an interval of its own between 1 and 8 s.
  private static func plan() -> [Planned] {
    var random = Seeded(seed: 20_260_516)
    var planned: [Planned] = []
    for beacon in 0..<200 {
      let interval = 1 + 7 * random.uniform()
      var time = interval * random.uniform()
      while time < seconds {
        let isQuiet = [(off, 2.0), (pulled - 0.2, 0.4), (broken - 0.2, 0.4)].contains {
          ($0.0..<$0.0 + $0.1).contains(time)
        }
        let kind: BeaconIdentifier.Kind =
          beacon % 4 == 1 ? .eddystoneUID : beacon % 4 == 2 ? .altBeacon : .iBeacon
        if !isQuiet {
          planned.append(
            Planned(
              time: time, address: 0xC3EE_0000_0000 | UInt64(beacon),
              rssi: -100 + Int(random.uniform() * 80), kind: kind, isExtended: beacon % 4 == 3))
        }
        time += interval * (0.95 + 0.1 * random.uniform())
      }
    }
    return planned.sorted { $0.time < $1.time }
  }

  private static func script(_ planned: [Planned]) -> AirScript {
    var script = AirScript()
    for (number, next) in planned.enumerated() {
      let payload =
        switch next.kind {
        case .eddystoneUID: Payload.eddystone(number)
        case .altBeacon: Payload.altBeacon(number)
        default: Payload.iBeacon(number)
        }
      let command = next.isExtended ? "extended" : "advertise"
      let address = Payload.address(next.address)
      script.add("\(command) 3 \(address) \(next.rssi) \(payload)", at: next.time)
    }
    script.add("unplug", at: pulled)
    script.add("plug", at: pulled + 3)
    script.add("error 42", at: broken)
    return script
  }

  private static func tenMinutes() throws -> String {
    let planned = plan()
    try script(planned).write(to: "/run/radio-bed-script")
    let controller = try VirtualController(isExtended: true)
    var ear = try Ear(.monitor)
    try ear.expect(.hearing)
    try controller("await scan")
    ear.forget()
    let start = RadioClock.now
    try controller.begin("play /run/radio-bed-script")
    try ear.listen(for: off + 1)
    try Tool.run("hciconfig", "hci0", "down")
    try ear.listen(for: 5)
    try Tool.run("hciconfig", "hci0", "up")
    try ear.listen(for: seconds - (RadioClock.now - start).seconds)
    let health = ear.health()
    let account = try controller.finish()
    try ear.listen(for: 1)
    try verify(ear, against: planned)
    try require(
      ear.heard.count == account.aired && account.duplicates == 0,
      "\(ear.heard.count) of \(account.aired) came; \(ear.changes)")
    try require(
      account.aired + account.unheard == planned.count,
      "\(account.aired) aired and \(account.unheard) unheard of \(planned.count)")
    let states = ear.changes.map(\.health)
    for cause in [SourceHealth.poweredOff, .removed(.any), .hardwareError(0x42)] {
      try require(states.contains(cause), "it never was \(cause): \(states)")
    }
    try require(health == .hearing, "it was \(health) at the end: \(states)")
    return """
      \(ear.heard.count) of \(account.aired) heard exactly, of 4 formats and 200 addresses; switched \
      off, pulled and broken once each, \(account.unheard) aired while nobody scanned
      """
  }

  /// What was heard must be of the script, in its order, and as it was there.
  private static func verify(_ ear: borrowing Ear, against planned: [Planned]) throws {
    var last = -1
    for heard in ear.heard {
      guard let beacon = heard.beacon else { throw Failure("no beacon: \(heard)") }
      let number = Int(
        beacon.kind == .eddystoneUID ? UInt32(truncatingIfNeeded: beacon.middle) : beacon.low)
      try require(number > last && number < planned.count, "\(number) came after \(last)")
      let next = planned[number]
      try require(
        heard.rssi == Float(next.rssi) && beacon.kind == next.kind
          && heard.address?.bits == next.address, "\(heard) is not \(next)")
      last = number
    }
    try require(
      ear.source.counts.damaged == 0 && ear.source.counts.drops == 0, "\(ear.source.counts)")
  }
}

/// Random numbers that a seed repeats (SplitMix64).
struct Seeded {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
  }
}
