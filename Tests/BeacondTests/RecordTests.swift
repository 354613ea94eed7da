import Advertising
import Foundation
import Proximity
import Recording
import Site
import Testing

@testable import beacond

@Suite("beacond record")
struct RecordTests {
  static func advertisement(
    _ beacon: BeaconIdentifier?, rssi: Float = -61
  ) -> Advertisement {
    Advertisement(
      time: Instant(seconds: 5), receiver: ReceiverIndex(0), rssi: rssi, beacon: beacon,
      address: AdvertisingAddress(random: 0xC3EE_0000_0001),
      measuredPower: beacon == nil ? nil : -59)
  }

  @Test(
    "What is written of a test beacon is read back as it was heard",
    arguments: [
      BeaconIdentifier("f7826da6-4fa2-4e98-8024-bc5b71e0893e/1/7", kind: .iBeacon),
      BeaconIdentifier("f7826da64fa24e988024bc5b71e0893e00010002", kind: .altBeacon),
      BeaconIdentifier("8b0ca750095477cb3e77/010000000000", kind: .eddystoneUID), nil,
    ])
  func roundTrip(beacon: BeaconIdentifier?) throws {
    let heard = Self.advertisement(beacon)
    let event = TestBeaconEvent.bytes(heard)
    var batch = ReportBatch()
    try batch.append(event.span, from: ReceiverIndex(0), at: heard.time)
    #expect(batch.advertisements == [heard])
  }

  @Test("A missing RSSI stays missing")
  func unavailable() throws {
    let event = TestBeaconEvent.bytes(Self.advertisement(nil, rssi: .nan))
    var batch = ReportBatch()
    try batch.append(event.span, from: ReceiverIndex(0), at: Instant(seconds: 1))
    #expect(batch.advertisements.count == 1)
    #expect(batch.advertisements[0].rssi.isNaN)
  }

  @Test("A recording begins anew when it is full, and the oldest of its files goes")
  func rotation() throws {
    let folder = try Folder()
    let path = folder.path("door.btsnoop")
    let event = TestBeaconEvent.bytes(Self.advertisement(nil))
    var recording = try RotatingRecording(path: path, limit: 400, keep: 3)
    for number in 0..<100 {
      try recording.append(event, at: Instant(seconds: Double(1_000_000 + number)))
    }
    try recording.finish()
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    #expect(names == ["door.btsnoop", "door.btsnoop.1", "door.btsnoop.2"])
    for name in names {
      let bytes = try Data(contentsOf: folder.url.appendingPathComponent(name))
      #expect(bytes.count > 16 && bytes.count <= 400 + 100)
    }
  }

  @Test("Strangers are a count for each second, and no more seconds than are wanted")
  func strangers() {
    var counts = StrangerCounts(limit: 4)
    for second in 0..<3 {
      for _ in 0...second { counts.count(at: Instant(seconds: Double(second) + 0.5)) }
    }
    #expect(counts.csv == "time,strangers\n0,1\n1,2\n2,3\n")
    for second in 3..<100 { counts.count(at: Instant(seconds: Double(second))) }
    #expect(counts.csv.split(separator: "\n").count <= 5)
    #expect(counts.csv.hasSuffix("99,1\n"))
  }

  @Test("Only the site's own beacons are recorded, by frame or by address")
  func ownership() throws {
    let site = { (credential: String) throws -> Site in
      let text = """
        version: 1
        site: {name: Bed, zone: Europe/London}
        receivers: [{id: door}]
        places: [{id: entrance, brand: bed, receivers: [door], radius: 4}]
        purposes: [{id: presence, text: We note it., benefit: None., version: 1}]
        shoppers: [{id: a1, credential: \(credential), consents: [presence]}]
        """
      return try Site(yaml: Array(text.utf8), source: "test", for: .replay)
    }
    let address = try RecordCommand.beacons(of: site("{address: \"C3:EE:00:00:00:01/random\"}"))
    #expect(RecordCommand.isOne(of: address, Self.advertisement(nil)))
    let frame = try RecordCommand.beacons(
      of: site("{ibeacon: f7826da6-4fa2-4e98-8024-bc5b71e0893e/1/7}"))
    #expect(!RecordCommand.isOne(of: frame, Self.advertisement(nil)))
    let beacon = BeaconIdentifier("f7826da6-4fa2-4e98-8024-bc5b71e0893e/1/7", kind: .iBeacon)
    #expect(RecordCommand.isOne(of: frame, Self.advertisement(beacon)))
    #expect(throws: Failure.self) {
      try RecordCommand.beacons(of: site("{irk: ec0234a357c8ad05341010a60a397d9b}"))
    }
  }
}
