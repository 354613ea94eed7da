import Proximity
import Recording
import Testing

@Suite("beacond replay: btsnoop recordings")
struct ReplayBtsnoopTests {
  private func replay(
    _ bytes: [UInt8], receiver: String = "shelf="
  ) throws -> (run: Beacond.Run, summary: JSON?) {
    let folder = try Folder()
    try folder.write("air.btsnoop", bytes: bytes)
    let run = try folder.replay("\(receiver)air.btsnoop")
    return (run, try run.objects.last)
  }

  @Test("All three datalinks give the same", arguments: BtsnoopDatalink.allCases)
  func datalinks(_ datalink: BtsnoopDatalink) throws {
    let (run, summary) = try replay(Shop.btsnoop(datalink))
    #expect(run.code == 0)
    #expect(summary?["resolved"]?.integer == 30)
    #expect(summary?["strangers"]?.integer == 30)
    #expect(summary?["malformed"]?.integer == 0)
    let (reference, _) = try replay(Shop.btsnoop(.h4))
    #expect(run.output == reference.output)
    #expect(run.lines.count > 3)
  }

  @Test("A recording whose receiver is not named is refused with the names to choose from")
  func receiverMissing() throws {
    let (run, _) = try replay(Shop.btsnoop(), receiver: "")
    #expect(run.code == 64)
    #expect(run.errors.contains("RECEIVER=air.btsnoop with one of door, shelf"))
    let (unknown, _) = try replay(Shop.btsnoop(), receiver: "attic=")
    #expect(unknown.code == 66)
    #expect(unknown.errors.contains("attic=air.btsnoop: there is no such file, nor a receiver"))
    #expect(unknown.errors.contains("the site's are door, shelf"))
  }

  @Test("A site with one receiver needs no name")
  func onlyReceiver() throws {
    let folder = try Folder()
    let site = try folder.write(
      "one.yaml",
      Shop.site().replacing("{id: door}, ", with: "")
        .replacing("  - {id: entrance, brand: house, receivers: [door], radius: 2}\n", with: ""))
    let air = try folder.write("air.btsnoop", bytes: Shop.btsnoop())
    let run = try Beacond.run(["replay", "--site", site, air], in: folder)
    #expect(run.code == 0)
    #expect(run.errors == "")
  }

  @Test("A CSV recording that a receiver is named for is refused")
  func receiverTwice() throws {
    let folder = try Folder()
    let run = try folder.replay("door=\(folder.csv(Shop.stay(0..<2)))")
    #expect(run.code == 64)
    #expect(run.errors.contains("leave out 'door='"))
  }

  @Test("A file name may hold an equals sign")
  func equalsSign() throws {
    let folder = try Folder()
    try folder.csv(Shop.stay(0..<2), "take=2.csv")
    #expect(try folder.replay("take=2.csv").code == 0)
  }

  @Test("What is cut short gives its whole records, and the rest is one damage, at every length")
  func truncated() throws {
    let whole = try Shop.btsnoop(seconds: 0..<2)
    var ends = [16]
    for second in 0..<2 {
      let later = try Shop.btsnoop(seconds: 0..<(second + 1)).count
      let stranger = 24 + 1 + Shop.event(Shop.strangersData, from: 0, rssi: 0).count
      ends += [later - stranger, later]
    }
    for length in Set(stride(from: 16, to: whole.count, by: 29)).union(ends) {
      let (run, summary) = try replay(Array(whole[..<length]))
      let isWhole = ends.contains(length)
      #expect(run.code == 0, "\(length) bytes")
      #expect(summary?["malformed"]?.integer == (isWhole ? 0 : 1), "\(length) bytes")
      #expect(
        summary?["reports"]?.integer == ends.count { $0 <= length } - (isWhole ? 1 : 0),
        "\(length) bytes")
      #expect(run.errors.contains("warning: air.btsnoop, byte ") == !isWhole, "\(length) bytes")
    }
    for length in [0, 1, 8, 15] {
      #expect(try replay(Array(whole[..<length])).run.code == 65, "\(length) bytes")
    }
  }

  @Test("A capture of another kind is refused with how to convert it", arguments: ["", "shelf="])
  func otherCapture(receiver: String) throws {
    let pcapng: [UInt8] = [0x0A, 0x0D, 0x0D, 0x0A, 0x1C, 0x00, 0x00, 0x00]
    let (run, _) = try replay(pcapng, receiver: receiver)
    #expect(run.code == 65)
    #expect(run.errors.contains("this is a pcapng file"))
    #expect(run.errors.contains("editcap -F btsnoop"))
  }

  @Test("Another version or datalink is refused with the ones that are known")
  func wrongHeader() throws {
    for (offset, value, words) in [(11, 2, "version 2"), (15, 0xEB, "datalink")] {
      var bytes = try Shop.btsnoop()
      bytes[offset] = UInt8(value)
      let (run, _) = try replay(bytes)
      #expect(run.code == 65)
      #expect(run.output == "")
      #expect(run.errors.contains(words))
    }
  }

  @Test("Garbage in the middle is passed over and counted", arguments: 0..<12)
  func garbage(seed: Int) throws {
    var bytes = try Shop.btsnoop()
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    for index in 600..<900 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      bytes[index] = UInt8(truncatingIfNeeded: state >> 33)
    }
    let (run, summary) = try replay(bytes)
    #expect(run.code == 0)
    #expect(try #require(summary?["malformed"]?.integer) > 0)
    #expect(try #require(summary?["resolved"]?.integer) >= 20)
    let parts = ["malformed", "unavailable", "late", "strangers", "resolved"]
    #expect(
      summary?["reports"]?.integer == parts.reduce(0) { $0 + (summary?[$1]?.integer ?? 0) })
  }

  @Test("Times that go back up to 5 s are put in order, older ones are late")
  func timesGoBack() throws {
    var writer = BtsnoopWriter(datalink: .monitor)
    for second in [0.0, 1, 2, 8, 4, 3, 2.9, 9] {
      try writer.append(
        Shop.event(Shop.cleosBeacon, from: 0xC111_2233_4455, rssi: -55).span,
        at: Instant(seconds: Shop.start + second))
    }
    let (run, summary) = try replay(writer.bytes)
    #expect(run.code == 0)
    #expect(summary?["late"]?.integer == 1)
    #expect(summary?["resolved"]?.integer == 7)
  }

  @Test("Reports without RSSI and malformed events are counted")
  func counts() throws {
    var writer = BtsnoopWriter()
    let time = Instant(seconds: Shop.start)
    try writer.append(Shop.event(Shop.cleosBeacon, from: 1, rssi: 127).span, at: time)
    var event = Shop.event(Shop.cleosBeacon, from: 1, rssi: -50)
    event[12] = 40
    try writer.append(event.span, at: time)
    // Command Complete: an event that reports no advertisement is none of ours.
    try writer.append(([0x0E, 0x04, 0x01, 0x03, 0x0C, 0x00] as [UInt8]).span, at: time)
    let (run, summary) = try replay(writer.bytes)
    #expect(run.code == 0)
    #expect(summary?["reports"]?.integer == 2)
    #expect(summary?["unavailable"]?.integer == 1)
    #expect(summary?["malformed"]?.integer == 1)
  }

  @Test("btsnoop and CSV recordings are merged by time")
  func mixed() throws {
    let folder = try Folder()
    try folder.write("air.btsnoop", bytes: Shop.btsnoop())
    let run = try folder.replay("shelf=air.btsnoop", folder.csv(Shop.stay(0..<30)))
    let shoppers = try run.objects("visit").compactMap { $0["shopper"]?.text }
    #expect(Set(shoppers) == ["anna", "cleo"])
    #expect(try run.objects.last?["resolved"]?.integer == 90)
  }
}
