import Foundation
import Testing

@Suite("beacond decode")
struct DecodeTests {
  static let iBeacon = Shop.cleosBeacon.hexadecimal

  private func decode(
    _ arguments: String..., input: String? = nil, folder: Folder? = nil
  ) throws -> Beacond.Run {
    try Beacond.run(
      ["decode"] + arguments, in: folder ?? Folder(), input: input.map { Array($0.utf8) })
  }

  /// The one report of a packet.
  private func report(_ arguments: String...) throws -> JSON {
    let run = try Beacond.run(["decode", "--format", "jsonl"] + arguments, in: Folder())
    #expect(run.lines.count == 2)
    return try #require(try run.objects.first)
  }

  @Test("All keys are there in order, with null for what is not known")
  func schema() throws {
    let report = try report(Self.iBeacon)
    #expect(
      report.keys == [
        "event", "time", "address", "address-kind", "rssi", "tx-power", "properties",
        "primary-phy", "secondary-phy", "sid", "data-status", "beacon", "structures", "error",
      ])
    for key in ["time", "address", "rssi", "tx-power", "error"] { #expect(report[key] == .null) }
    #expect(report["beacon"]?.keys == ["kind", "uuid", "major", "minor", "measured-power"])
    #expect(report["structures"]?.list?.map(\.keys) == [["type", "data"], ["type", "data"]])
    #expect(report["structures"]?.list?.first?["data"] == .text("06"))
  }

  @Test("An HCI event and one in H4 framing tell address, RSSI and beacon; the beginning decides")
  func events() throws {
    let event = Shop.event(Shop.cleosBeacon, from: 0xC111_2233_4455, rssi: -55)
    for (bytes, forms) in [(event, ["hci"]), ([0x04] + event, ["h4"])] {
      let sure = try report(bytes.hexadecimal)
      #expect(sure["address"] == .text("C1:…:55"))
      #expect(sure["address-kind"] == .text("random-static"))
      #expect(sure["rssi"]?.integer == -55)
      #expect(sure["properties"] == .list([.text("legacy")]))
      #expect(sure["beacon"]?["uuid"] == .text(Shop.uuid))
      #expect(sure["beacon"]?["minor"]?.integer == 7)
      #expect(sure["beacon"]?["measured-power"]?.integer == -59)
      for form in forms { #expect(try report("--as", form, bytes.hexadecimal) == sure) }
    }
    let forced = try decode("--as", "ad", event.hexadecimal)
    #expect(forced.code == 65)
  }

  @Test(
    "Every beacon format is told",
    arguments: [
      (
        "1bff1801beac2f234454cf6d4a0fadf2f4911ba9ffa600010002c500",
        "{\"kind\":\"altbeacon\",\"id\":\"2f234454cf6d4a0fadf2f4911ba9ffa600010002\","
          + "\"company\":280,\"measured-power\":-59}"
      ),
      (
        "1516aafe00ee8b0ca750095477cb3e77010000000000",
        "{\"kind\":\"eddystone-uid\",\"namespace\":\"8b0ca750095477cb3e77\","
          + "\"instance\":\"010000000000\",\"measured-power\":-59}"
      ),
      (
        "0916aafe10ee03610762",
        "{\"kind\":\"eddystone-url\",\"url\":\"https://a.comb\",\"measured-power\":-59}"
      ),
      (
        "1116aafe20000b5416800000000a00000064",
        "{\"kind\":\"eddystone-tlm\",\"encrypted\":false,\"battery\":2900,\"temperature\":22.5,"
          + "\"advertisements\":10,\"uptime\":10}"
      ),
      (
        "0d16aafe30eea9b76a71c5f89290",
        "{\"kind\":\"eddystone-eid\",\"id\":\"a9b76a71c5f89290\",\"measured-power\":-59}"
      ),
      ("07ff4c0012020003", "{\"kind\":\"foreign\"}"), ("0516b2fc0102", "{\"kind\":\"foreign\"}"),
    ])
  func formats(hexadecimal: String, beacon: String) throws {
    #expect(try report(hexadecimal)["beacon"] == JSON(beacon))
  }

  @Test("Nothing of a foreign thing is told, whatever is asked for")
  func foreign() throws {
    let event = Shop.event(
      "0c09436f736d6f277320746167 07ff4c0012020003".hexadecimalBytes, from: 0xC0FF_EE12_3456,
      rssi: -40)
    let hexadecimal = event.hexadecimal
    let report = try report("--addresses", "--names", hexadecimal)
    #expect(report["address"] == .null)
    #expect(report["structures"] == .list([]))
    let table = try decode("--addresses", "--names", hexadecimal)
    #expect(table.code == 0)
    #expect(table.output.contains("foreign thing, not decoded"))
    for secret in ["Cosmo", "C0:FF", "4c00", "4C00"] { #expect(!table.output.contains(secret)) }
  }

  @Test("The table says type, offset and meaning of each structure, and what the beacon is")
  func table() throws {
    let run = try decode(Self.iBeacon)
    #expect(run.code == 0)
    #expect(
      run.output == """
        advertising data, 30 bytes
        beacon           iBeacon, UUID \(Shop.uuid), major 1, minor 7, measured power -59 dBm at 1 m
        in a site file   credential: {ibeacon: \(Shop.uuid)/1/7}

        offset  bytes  type  what it is         what it says
        0       3      0x01  flags              0x06: general discoverable, no BR/EDR
        3       27     0xFF  manufacturer data  0x004C (Apple): 0215\(
          Shop.uuid.replacing("-", with: ""))00010007c5

        """)
  }

  @Test(
    "Blanks, colons, commas, 0x, line breaks and case do not matter",
    arguments: [
      "02 01 06", "02:01:06", "0x02,0x01,0x06", "0x020106", "02 01\n06", " 02\t01 06 ",
      "0201\r\n06",
    ])
  func separators(text: String) throws {
    #expect(try report(text) == report("020106"))
    #expect(try report("0A 09 61 62 63 64 65 66 67 68 69") == report("0a09616263646566676869"))
  }

  @Test("Unquoted bytes make many arguments, and one packet")
  func manyArguments() throws {
    #expect(try report("02", "01", "06") == report("020106"))
  }

  @Test("Malformed bytes show what stands before the error, tell where and why, and exit with 65")
  func malformed() throws {
    let run = try decode("020106 03ff4c")
    #expect(run.code == 65)
    #expect(run.output.contains("0x06: general discoverable"))
    #expect(run.lines.last == "Byte 3: 4 bytes are needed from here, but 3 are left.")
    #expect(run.errors == "beacond: Byte 3: 4 bytes are needed from here, but 3 are left.\n")
    let lines = try decode("--format", "jsonl", "02010603ff4c")
    #expect(lines.code == 65)
    let error = try lines.objects.first?["error"]
    #expect(error?.keys == ["offset", "cause"])
    #expect(error?["offset"]?.integer == 3)
    #expect(try lines.objects.last?["malformed"]?.integer == 1)
  }

  @Test(
    "What is neither a file nor pairs of hexadecimal digits is refused with what to do",
    arguments: [("020", 65), ("0x", 66), ("02 0g", 66), ("nowhere.btsnoop", 66), ("", 66)])
  func neither(text: String, code: Int32) throws {
    let run = try decode(text)
    #expect(run.code == code)
    #expect(run.output == "")
    #expect(run.errors.hasPrefix("beacond: "))
  }

  @Test("What is both a file and digits is a file")
  func fileWins() throws {
    let folder = try Folder()
    try folder.write("020106", bytes: Shop.btsnoop())
    #expect(try decode("020106", folder: folder).output.contains("60 reports"))
    let directory = folder.path("0201")
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    #expect(try decode("0201", folder: folder).output.hasPrefix("advertising data, 2 bytes"))
  }

  @Test("Standard input is a recording, lines of digits, or bytes")
  func standardInput() throws {
    let lines = try decode("--format", "jsonl", "-", input: "020106\n\n\(Self.iBeacon)\r\n")
    #expect(lines.code == 0)
    #expect(lines.lines.count == 3)
    let bad = try decode("-", input: "020106\n0201\n02\n")
    #expect(bad.code == 65)
    #expect(bad.errors.hasPrefix("beacond: line 2: Byte 0: 3 bytes are needed"))
    #expect(bad.errors.contains("1 more"))
    #expect(
      try decode("-", input: "020106\nzebra\n").errors.hasPrefix(
        "beacond: standard input, line 2: "))
    let folder = try Folder()
    let bytes = try Beacond.run(
      ["decode", "--format", "jsonl", "-"], in: folder, input: [0x02, 0x01, 0x06])
    #expect(try bytes.objects.first == report("020106"))
    let recording = try Beacond.run(["decode", "-"], in: folder, input: Shop.btsnoop())
    #expect(recording.output.contains("60 reports"))
    #expect(try decode("-", input: "").code == 65)
    #expect(try decode("-", input: "time,receiver,beacon,rssi\n").code == 65)
  }

  @Test("Of a recording, each address and beacon has a row: beacons first, with their RSSI")
  func transmitters() throws {
    let folder = try Folder()
    let run = try decode(folder.write("air.btsnoop", bytes: Shop.btsnoop()))
    #expect(run.code == 0)
    #expect(run.lines.count == 5)
    #expect(run.lines[0].hasPrefix("reports  every    RSSI min  median  max"))
    #expect(
      run.lines[1]
        == "30       1000 ms  -55       -55     -55  C1:…:55  random static    iBeacon "
        + "\(Shop.uuid)/1/7, -59 dBm at 1 m")
    #expect(run.lines[2].hasSuffix("C0:…:56  random static    has a name"))
    #expect(run.lines[3] == "60 reports: 30 iBeacon, 30 other")
    #expect(run.lines[4] == "from 09:00:00 to 09:00:29 UTC on Sat 16 May 2026")
  }

  @Test("A recording gives a JSON object for each report and a summary that adds up")
  func recordingLines() throws {
    let folder = try Folder()
    let air = try folder.write("air.btsnoop", bytes: Shop.btsnoop())
    let run = try decode("--format", "jsonl", air)
    #expect(run.code == 0)
    #expect(run.lines.count == 61)
    #expect(try run.objects.first?["time"]?.number == Shop.start)
    let summary = try #require(try run.objects.last)
    #expect(
      summary.keys == ["event", "reports", "malformed", "unavailable", "damaged", "kinds"])
    let kinds = try #require(summary["kinds"])
    #expect(kinds.keys.reduce(0) { $0 + (kinds[$1]?.integer ?? 0) } == 60)
    #expect(try decode("--all", air).lines.count == 63)
  }

  @Test("A file of ordinary air and a damaged one are read to the end; another kind is refused")
  func files() throws {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/Recordings").standardizedFileURL.path()
    let air = try decode("\(fixtures)/air-anechoic.btsnoop")
    #expect(air.code == 0)
    #expect(air.output.contains("7800 reports"))
    #expect(try decode("\(fixtures)/moving-beacon-straight_01.csv").code == 65)
    let folder = try Folder()
    let cut = try folder.write("cut.btsnoop", bytes: Array(Shop.btsnoop().dropLast(9)))
    let run = try decode(cut)
    #expect(run.code == 0)
    #expect(run.output.contains("and 1 damaged records, left out"))
    #expect(run.errors.contains("warning: \(cut), byte "))
    #expect(try decode("--format", "jsonl", cut).objects.last?["damaged"]?.integer == 1)
  }

  @Test("A name cannot make a terminal do anything")
  func escapes() throws {
    let name: [UInt8] = [0x1B, 0x5B, 0x32, 0x4A, 0x0A, 0xE2, 0x80, 0xAE, 0x41, 0xFF]
    let run = try decode("--names", ([UInt8(name.count + 1), 0x09] + name).hexadecimal)
    #expect(run.code == 0)
    #expect(run.output.contains("\"\\u{1b}[2J\\u{a}\\u{202e}A\u{FFFD}\""))
    #expect(!run.output.contains("\u{1B}"))
  }

  @Test("Any bytes are decoded or refused, and never crash")
  func hostile() throws {
    var state: UInt64 = 7
    var lines: [String] = []
    for index in 0..<2000 {
      var bytes: [UInt8] = index % 3 == 0 ? [0x04, 0x3E] : index % 3 == 1 ? [0x3E] : []
      for _ in 0..<(index % 80) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(UInt8(truncatingIfNeeded: state >> 33))
      }
      if !bytes.isEmpty { lines.append(bytes.hexadecimal) }
    }
    let input = lines.joined(separator: "\n")
    for format in ["table", "jsonl"] {
      let run = try decode("--format", format, "--names", "--addresses", "-", input: input)
      #expect(run.code == 65)
      if format == "jsonl" { #expect(try run.objects.count >= lines.count) }
    }
  }
}

extension [UInt8] {
  /// As pairs of digits.
  fileprivate var hexadecimal: String {
    map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
