import Testing

@Suite("beacond replay: CSV recordings")
struct ReplayCSVTests {
  /// Replays a recording of these bytes.
  private func replay(_ bytes: [UInt8], more: [String] = []) throws -> Beacond.Run {
    let folder = try Folder()
    return try folder.replay(folder.write("walk.csv", bytes: bytes), more: more)
  }

  private func summary(_ run: Beacond.Run) throws -> [String: Int] {
    let summary = try #require(try run.objects.last)
    #expect(summary["event"] == .text("summary"))
    return Dictionary(
      uniqueKeysWithValues: summary.keys.compactMap { key in
        summary[key]?.integer.map { (key, $0) }
      })
  }

  private static let header = "time,receiver,beacon,rssi\n"
  private static let good = "1778922000,shelf,tag-1,-55\n"

  @Test(
    "A file without the exact header is refused with what is expected",
    arguments: [
      "", "\n", "time,receiver,beacon\n", "Time,Receiver,Beacon,RSSI\n",
      "time;receiver;beacon;rssi\n", "time,receiver,beacon,rssi,note\n", good,
      " time,receiver,beacon,rssi\n", "\0\0\0\0",
    ])
  func header(text: String) throws {
    let run = try replay(Array(text.utf8))
    #expect(run.code == 65)
    #expect(run.output == "")
    #expect(run.errors.contains("walk.csv, line 1: "))
    #expect(run.errors.contains("'time,receiver,beacon,rssi'"))
  }

  @Test("A recording without rows is one of no reports")
  func noRows() throws {
    let run = try replay(Array(Self.header.utf8))
    #expect(run.code == 0)
    #expect(
      run.output == """
        {"event":"summary","reports":0,"malformed":0,"unavailable":0,"late":0,"strangers":0,\
        "resolved":0,"facts":0,"decisions":0}

        """)
  }

  @Test(
    "A row that is none is counted as malformed, told with its line, and the rest is read",
    arguments: [
      "1778922000,shelf,tag-1", "1778922000,shelf,tag-1,-55,9", "nan,shelf,tag-1,-55",
      "NaN,shelf,tag-1,-55", "inf,shelf,tag-1,-55", ",shelf,tag-1,-55", "1e9,shelf,tag-1,-55",
      "0x10,shelf,tag-1,-55", "99999999999999999999,shelf,tag-1,-55",
      "1778922000,,tag-1,-55", "1778922000,shelf,,-55", "1778922000,shelf,tag-1,",
      "1778922000,shelf,tag-1,nan", "1778922000,shelf,tag-1,-128", "1778922000,shelf,tag-1,21",
      "1778922000,shelf,tag-1,126.9", "1778922000,shelf,tag-1,-1e1",
      "1778922000,\"shelf\",tag-1,-55", "1778922000,sh\0elf,tag-1,-55", "\0\0\0\0", "hello", ",,,",
    ])
  func malformedRow(row: String) throws {
    let run = try replay(Array((Self.header + Self.good + row + "\n" + Self.good).utf8))
    #expect(run.code == 0)
    let summary = try summary(run)
    #expect(summary["malformed"] == 1)
    #expect(summary["resolved"] == 2)
    #expect(run.errors.contains("beacond: warning: "))
    #expect(run.errors.contains("walk.csv, line 3: "))
  }

  @Test("Invalid UTF-8 in a name is a malformed row")
  func invalidUTF8() throws {
    let row = Array("1778922000,shelf,tag-".utf8) + [0xFF, 0xC0] + Array(",-55\n".utf8)
    let run = try replay(Array(Self.header.utf8) + row + Array(Self.good.utf8))
    #expect(run.code == 0)
    #expect(try summary(run)["malformed"] == 1)
    #expect(try summary(run)["resolved"] == 1)
  }

  @Test("A line of 10 MB is one malformed row")
  func longLine() throws {
    let line = [UInt8](repeating: UInt8(ascii: "7"), count: 10_000_000)
    let run = try replay(
      Array((Self.header + Self.good).utf8) + line + Array(("\n" + Self.good).utf8))
    #expect(run.code == 0)
    #expect(try summary(run)["malformed"] == 1)
    #expect(try summary(run)["resolved"] == 2)
  }

  @Test("Of much damage the first places are told and the rest counted")
  func muchDamage() throws {
    let run = try replay(Array((Self.header + String(repeating: "x\n", count: 1000)).utf8))
    #expect(run.code == 0)
    #expect(try summary(run)["malformed"] == 1000)
    #expect(run.errors.split(separator: "\n").count < 20)
    #expect(run.errors.contains("more like these"))
  }

  @Test("127 is not available: counted, and no evidence")
  func unavailable() throws {
    let folder = try Folder()
    let run = try folder.replay(folder.csv(Shop.stay(0..<60, rssi: "127")))
    #expect(try summary(run)["unavailable"] == 120)
    #expect(try summary(run)["facts"] == 0)
    #expect(run.lines.count == 1)
  }

  @Test("Windows line ends, a byte order mark, blank lines and no last line end are accepted")
  func lineEnds() throws {
    let text = (Self.header + Self.good + "\n" + Self.good).replacing("\n", with: "\r\n").dropLast(
      2)
    let run = try replay([0xEF, 0xBB, 0xBF] + Array(text.utf8))
    #expect(run.code == 0)
    #expect(try summary(run)["resolved"] == 2)
    #expect(try summary(run)["malformed"] == 0)
  }

  @Test("Up to 5 s out of order are put in order, older reports are late")
  func order() throws {
    let folder = try Folder()
    let rows = Shop.stay(0..<40)
    var shuffled = rows
    for index in stride(from: 0, to: rows.count - 10, by: 10) {
      shuffled[index..<(index + 10)].reverse()
    }
    let inOrder = try folder.replay(folder.csv(rows))
    let outOfOrder = try folder.replay(folder.csv(shuffled))
    #expect(outOfOrder.output == inOrder.output)

    let late = [Shop.Row(time: 34.4), Shop.Row(time: 34.5), Shop.Row(time: 0)]
    let run = try folder.replay(folder.csv(rows + late))
    #expect(try summary(run)["late"] == 2)
    #expect(try summary(run)["resolved"] == rows.count + 1)
  }

  @Test("Several files give what one file with all of their rows gives, however they are cut")
  func merge() throws {
    let folder = try Folder()
    let whole = try folder.replay(folder.csv(Shop.afternoon))
    let byReceiver = try folder.replay(
      folder.csv(Shop.afternoon.filter { $0.receiver == "door" }, "door.csv"),
      folder.csv(Shop.afternoon.filter { $0.receiver == "shelf" }, "shelf.csv"))
    let half = Shop.afternoon.count / 2
    let byTime = try folder.replay(
      folder.csv(Array(Shop.afternoon[half...]), "second.csv"),
      folder.csv(Array(Shop.afternoon[..<half]), "first.csv"))
    #expect(whole.lines.count > 20)
    #expect(byReceiver.output == whole.output)
    #expect(byTime.output == whole.output)
    #expect(try folder.replay(folder.csv(Shop.afternoon)).output == whole.output, "deterministic")
  }

  @Test("Seconds count from --start")
  func start() throws {
    let folder = try Folder()
    let rows = Shop.stay(0..<20)
    let absolute = try folder.replay(folder.csv(rows))
    let relative = try folder.write(
      "relative.csv", Shop.csv(rows).replacing("\n17789220", with: "\n"))
    for start in ["2026-05-16T09:00:00Z", "2026-05-16T10:00:00+01:00"] {
      let run = try folder.replay(relative, more: ["--start", start])
      #expect(run.output == absolute.output, "\(start)")
    }
    for wrong in ["yesterday", "2026-13-01T00:00:00Z", "1778922000", ""] {
      #expect(try folder.replay(relative, more: ["--start", wrong]).code == 64)
    }
  }

  @Test("A flood of strangers, and of receivers, hides no shopper who comes after it")
  func flood() throws {
    let folder = try Folder()
    let crowd = (0..<70_000).map {
      Shop.Row(time: Double($0) / 1000, receiver: "r\($0)", beacon: "stranger-\($0)", rssi: "-60")
    }
    let run = try folder.replay(folder.csv(crowd + Shop.stay(70..<90)))
    let summary = try #require(try run.objects("summary").first)
    #expect(summary["strangers"]?.integer == 70_000)
    #expect(summary["resolved"]?.integer == 40)
    #expect(try run.objects("visit").contains { $0["phase"] == .text("entered") })
  }

  @Test("A receiver that the site does not have is warned of, and tells nothing")
  func unknownReceiver() throws {
    let folder = try Folder()
    let run = try folder.replay(folder.csv(Shop.stay(0..<20, at: "attic")))
    #expect(run.code == 0)
    #expect(run.lines.count == 1)
    #expect(run.errors.contains("40 reports are of receivers that the site does not have"))
  }
}
