import Foundation
import Testing

@Suite("beacond calibrate")
struct CalibrateTests {
  /// Calibrates with a site, a walk and a recording in a folder.
  private func calibrate(
    in folder: Folder, _ more: [String] = [], site: String = CalibrationWalk.site(),
    walk: String = CalibrationWalk.walk, recording: String = CalibrationWalk.recording
  ) throws -> Beacond.Run {
    try folder.write("shop.yaml", site)
    try folder.write("points.csv", walk)
    try folder.write("heard.csv", recording)
    return try Beacond.run(
      ["calibrate", "--site", "shop.yaml", "--walk", "points.csv", "heard.csv"] + more, in: folder)
  }

  private func site(_ folder: Folder) throws -> String {
    try String(contentsOfFile: folder.path("shop.yaml"), encoding: .utf8)
  }

  @Test("Without --write the numbers and the lines are told, and nothing is changed")
  func dryRun() throws {
    let folder = try Folder()
    let run = try calibrate(in: folder)
    #expect(run.code == 0)
    #expect(run.errors == "")
    #expect(
      run.lines.first
        == "1200 looks at the beacon of shopper anna by 3 receivers, on a walk of 200 s, "
        + "1.1 to 11.3 m away")
    #expect(run.output.contains("With --write, shop.yaml would have:"))
    #expect(run.lines.contains(" 6    exponent: 1.8          # a guess"))
    #expect(run.lines.contains(" 7    measured-power: -64"))
    #expect(run.lines.contains("11      offset: 1.5"))
    #expect(run.lines.contains("12    - {id: shelf, position: [8, 1, 2.2], offset: -1}"))
    #expect(try site(folder) == CalibrationWalk.site())
    #expect(!run.output.contains("stranger"))
  }

  @Test("--write changes just these lines, keeps permissions, and the file is fine")
  func write() throws {
    let folder = try Folder()
    try folder.write("real.yaml", CalibrationWalk.site())
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: folder.path("real.yaml"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link.yaml"), withDestinationPath: "real.yaml")
    try folder.write("points.csv", CalibrationWalk.walk)
    try folder.write("heard.csv", CalibrationWalk.recording)
    let arguments = [
      "calibrate", "--site", "link.yaml", "--walk", "points.csv", "--write", "heard.csv",
    ]
    let run = try Beacond.run(arguments, in: folder)
    #expect(run.code == 0)
    #expect(run.output.contains("Written into link.yaml:"))
    let text = try String(contentsOfFile: folder.path("real.yaml"), encoding: .utf8)
    #expect(text == CalibrationWalk.calibrated)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("real.yaml"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link.yaml"))
        == "real.yaml")
    let check = try Beacond.run(["check", "link.yaml"], in: folder)
    #expect(check.code == 0)
    #expect(check.lines.last == "fine")

    let again = try Beacond.run(arguments, in: folder)
    #expect(again.code == 0)
    #expect(again.lines.last == "link.yaml has these numbers.")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(!names.contains { $0.hasPrefix(".") })
  }

  @Test("A shopper with a measured power of its own gets the new one, and the site keeps its own")
  func shopperPower() throws {
    let shoppers = """
      shoppers:
        - {id: bert, credential: {name: tag-2}, consents: [presence]}
        - {id: anna, credential: {irk: 00112233445566778899aabbccddeeff}, consents: [presence]}
        - id: cleo
          credential: {name: tag-1}
          measured-power: -50   # as printed on it
          consents: [presence]
      """
    let folder = try Folder()
    let site = CalibrationWalk.site(shoppers: shoppers)
    let nobody = try calibrate(in: folder, site: site)
    #expect(nobody.code == 64)
    #expect(nobody.errors.contains("--shopper and one of bert, anna, cleo"))
    for more in [["--shopper", "cleo"], ["--beacon", "tag-1"]] {
      let run = try calibrate(in: folder, more + ["--write"], site: site)
      #expect(run.code == 0)
      let text = try self.site(folder)
      #expect(text.contains("    measured-power: -64   # as printed on it\n"))
      #expect(text.components(separatedBy: "measured-power").count == 2)
      #expect(!run.output.contains("0011"))
    }
  }

  @Test("What a beacon says of itself outranks the site, so the offsets take what is left")
  func statedPower() throws {
    let folder = try Folder()
    let shoppers =
      "shoppers: [{id: cleo, credential: {ibeacon: \(Shop.uuid)/1/7}, consents: [presence]}]"
    try folder.write("shop.yaml", CalibrationWalk.site(shoppers: shoppers))
    try folder.write("points.csv", CalibrationWalk.walk)
    let air = try folder.write("air.btsnoop", bytes: CalibrationWalk.btsnoop())
    let arguments = ["calibrate", "--site", "shop.yaml", "--walk", "points.csv", "--write"]
    let run = try Beacond.run(arguments + ["till=\(air)"], in: folder)
    #expect(run.code == 0)
    #expect(run.output.contains("The beacon says -59.0 dBm of itself"))
    #expect(run.output.contains("Not heard by door, shelf: the offset stays as it is."))
    let text = try site(folder)
    #expect(!text.contains("measured-power"))
    // 1 dB stronger than the model, and 5 dB weaker than the beacon says.
    let till = try #require(text.firstMatch(of: #/id: till, .*offset: ([\d.]+)}/#)?.1)
    #expect(abs((Double(till) ?? 0) - 4) < 0.4)
    #expect(text.contains("{id: shelf, position: [8, 1, 2.2], offset: 0.5}"))
    // By its identifier and without shoppers it is the same.
    try folder.write("shop.yaml", CalibrationWalk.site(shoppers: ""))
    let beacon = ["--beacon", "\(Shop.uuid)/1/7", "till=\(air)"]
    #expect(try Beacond.run(arguments + beacon, in: folder).code == 0)
    #expect(try site(folder).contains("offset: \(till)}"))
  }

  @Test("Seconds from any moment do, if --start and the walk agree")
  func start() throws {
    let folder = try Folder()
    func relative(_ text: String) -> String { text.replacing("1778922", with: "") }
    let walk = relative(CalibrationWalk.walk)
    let plain = try calibrate(in: folder)
    for more in [[], ["--start", "2026-05-16T09:00:00Z"]] {
      let run = try calibrate(
        in: folder, more, walk: walk, recording: relative(CalibrationWalk.recording))
      #expect(run.code == 0)
      #expect(run.output == plain.output)
    }
  }

  @Test("A walk with heights goes by them, one without by --height")
  func height() throws {
    let folder = try Folder()
    let plain = try calibrate(in: folder)
    let other = try calibrate(in: folder, ["--height", "0.2"])
    #expect(other.code == 0 && other.output != plain.output)
    let lines = CalibrationWalk.walk.split(separator: "\n")
    let walk = lines.enumerated().map { $1 + ($0 == 0 ? ",z" : ",1.2") }.joined(separator: "\r\n")
    #expect(try calibrate(in: folder, ["--height", "9"], walk: walk).output == plain.output)
    for height in ["nan", "1e9", "high"] {
      #expect(try calibrate(in: folder, ["--height", height]).code == 64)
    }
  }

  /// Something that gives no calibration, and what is said of it.
  struct Trouble: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var more: [String] = []
    var site = CalibrationWalk.site()
    var walk = CalibrationWalk.walk
    var recording = CalibrationWalk.recording
    var code: Int32 = 65
    let words: String

    init(_ name: String, _ words: String, _ change: (inout Trouble) -> Void) {
      testDescription = name
      self.words = words
      change(&self)
    }
  }

  static let troubles = [
    Trouble("no header", "line 1: the first line is \"0,1,2\"") { $0.walk = "0,1,2\n1,2,3\n" },
    Trouble("an empty walk", "'time,x,y' or 'time,x,y,z'") { $0.walk = "" },
    Trouble("one point", "two points at least") { $0.walk = "time,x,y\n0,0,0\n" },
    Trouble("a column too many", "line 3: this is not 3 plain") {
      $0.walk = "time,x,y\n0,0,0\n1,0,0,0\n"
    },
    Trouble("not a number", "line 2: this is not 3 plain") {
      $0.walk = "time,x,y\n0,nan,0\n1,1,1\n"
    },
    Trouble("a huge time", "line 3: this is not 3") {
      $0.walk = "time,x,y\n0,0,0\n99999999999999999999,0,0\n"
    },
    Trouble("far away", "line 3: the point is more than 100000 m") {
      $0.walk = "time,x,y\n0,0,0\n1,0,1000000\n"
    },
    Trouble("out of order", "line 4: the point is not later") {
      $0.walk = "time,x,y\n0,0,0\n\n0,1,1\n"
    },
    Trouble("another day", "give both by the same clock") {
      $0.walk = "time,x,y\n0,0,0\n100,5,5\n"
    },
    Trouble("another beacon", "2400 reports and none of the beacon of shopper anna") {
      $0.recording = CalibrationWalk.csv(beacon: "tag-9")
    },
    Trouble("few looks", "looks are too few") {
      $0.recording = CalibrationWalk.recording.split(separator: "\n").prefix(40)
        .joined(separator: "\n")
    },
    Trouble("no positions", "no receiver has a position") {
      $0.site = CalibrationWalk.site(receivers: "receivers: [{id: door}, {id: shelf}, {id: till}]")
    },
    Trouble("a walk that is not this one", "check that walk and recordings are of the same time") {
      $0.walk = "time,x,y\n\(Shop.start),0.5,0.5\n\(Shop.start + 200),0.1,30\n"
    },
    Trouble("no consent", "has not consented to presence") {
      $0.site = CalibrationWalk.site(shoppers: "shoppers: [{id: anna, credential: {name: tag-1}}]")
    },
    Trouble("no consent, by name", "has not consented to presence") {
      $0.site = CalibrationWalk.site(shoppers: "shoppers: [{id: anna, credential: {name: tag-1}}]")
      $0.more = ["--beacon", "tag-1"]
    },
    Trouble("no shopper", "say it with --beacon") { $0.site = CalibrationWalk.site(shoppers: "") },
    Trouble("an unknown shopper", "has no shopper zoe; it has anna") {
      $0.more = ["--shopper", "zoe"]
      $0.code = 64
    },
    Trouble("shopper and beacon", "not both") {
      $0.more = ["--shopper", "anna", "--beacon", "tag-1"]
      $0.code = 64
    },
    Trouble("a slip in the site", "shop.yaml:6:3 site.exponant") {
      $0.site = CalibrationWalk.site().replacing("exponent", with: "exponant")
    },
    Trouble("a missing recording", "nowhere.csv") {
      $0.more = ["nowhere.csv"]
      $0.code = 66
    },
  ]

  @Test("What gives no calibration changes nothing and says what to do", arguments: troubles)
  func trouble(_ trouble: Trouble) throws {
    let folder = try Folder()
    let run = try calibrate(
      in: folder, trouble.more + ["--write"], site: trouble.site, walk: trouble.walk,
      recording: trouble.recording)
    #expect(run.code == trouble.code)
    #expect(run.output == "")
    #expect(run.errors.contains(trouble.words), "\(run.errors)")
    #expect(try site(folder) == trouble.site)
  }

  @Test("Receivers without a position are left out with a warning")
  func unplaced() throws {
    let folder = try Folder()
    let site = CalibrationWalk.site().replacing(
      "{id: till, position: [4, 9, 2.2]}", with: "{id: till}")
    let run = try calibrate(in: folder, site: site)
    #expect(run.code == 0)
    #expect(run.errors.contains("give till a 'position: [x, y, z]'"))
    #expect(run.lines.first?.contains("by 2 receivers") == true)
    #expect(!run.output.contains("{id: till"))
  }

  @Test("The help says how to walk; anything forgotten is told")
  func usage() throws {
    let folder = try Folder()
    let help = try Beacond.run(["calibrate", "--help"], in: folder)
    #expect(help.code == 0)
    #expect(help.output.contains("time,x,y"))
    for arguments in [
      [], ["heard.csv"], ["--site", "shop.yaml", "heard.csv"],
      ["--site", "shop.yaml", "--walk", "points.csv"], ["--site", "-", "--walk", "-", "heard.csv"],
    ] {
      let run = try Beacond.run(["calibrate"] + arguments, in: folder)
      #expect(run.code == 64, "\(arguments)")
      #expect(run.output == "")
    }
  }

  @Test("What cannot be written back is refused beforehand")
  func notWritable() throws {
    let folder = try Folder()
    _ = try calibrate(in: folder)
    let stdin = try Beacond.run(
      ["calibrate", "--site", "-", "--walk", "points.csv", "--write", "heard.csv"], in: folder,
      input: Array(CalibrationWalk.site().utf8))
    #expect(stdin.code == 64)
    let fifo = try Beacond.shell(
      "mkfifo pipe; cat shop.yaml > pipe & "
        + "beacond calibrate --site pipe --walk points.csv --write heard.csv", in: folder)
    #expect(fifo.code == 64)
    #expect(fifo.errors.contains("only a plain file can be written back"))
  }
}
