import Foundation
import Testing

@Suite("beacond as a process")
struct ProcessTests {
  @Test(
    "Wrong usage exits with 64 and says so on standard error alone",
    arguments: [
      ["replay"], ["replay", "--site", "site.yaml"], ["replay", "walk.csv"],
      ["replay", "--site", "site.yaml", "--format", "xml", "walk.csv"],
      ["replay", "--site", "site.yaml", "--speed", "0", "walk.csv"],
      ["replay", "--site", "site.yaml", "--speed", "-1", "walk.csv"],
      ["replay", "--site", "site.yaml", "--speed", "nan", "walk.csv"],
      ["replay", "--site", "site.yaml", "--speed", "1e-300", "walk.csv"],
      ["replay", "--site", "site.yaml", "--start", "2020-02-30", "walk.csv"],
      ["replay", "--site", "site.yaml", "--start", "2020-01-01 12:00", "walk.csv"],
      ["replay", "--site", "site.yaml", "--nonsense", "walk.csv"], ["check"], ["decode"],
      ["decode", "--as", "pcap", "020106"], ["decode", "--top", "-1", "020106"], ["nonsense"],
    ])
  func usage(_ arguments: [String]) throws {
    let folder = try Folder()
    _ = try folder.site()
    _ = try folder.csv(Shop.stay(0..<2))
    let run = try Beacond.run(arguments, in: folder)
    #expect(run.code == 64)
    #expect(run.output == "")
    #expect(run.errors.hasPrefix("Error: "))
  }

  @Test(
    "Help and version exit with 0",
    arguments: [["--help"], ["--version"], ["replay", "--help"], ["decode", "--help"]])
  func help(_ arguments: [String]) throws {
    let run = try Beacond.run(arguments, in: Folder())
    #expect(run.code == 0)
    #expect(!run.output.isEmpty)
  }

  @Test("A file that is missing, a directory or unreadable exits with 66 and its name")
  func missing() throws {
    let folder = try Folder()
    let site = try folder.site()
    let walk = try folder.csv(Shop.stay(0..<2))
    try FileManager.default.createDirectory(
      atPath: folder.path("folder"), withIntermediateDirectories: true)
    for name in ["nowhere.csv", "folder", "walk.csv/inside"] {
      for arguments in [
        ["replay", "--site", site, name], ["replay", "--site", site, walk, name],
        ["replay", "--site", name, walk], ["check", name], ["decode", name],
      ] {
        let run = try Beacond.run(arguments, in: folder)
        #expect(run.code == 66, "\(arguments)")
        #expect(run.output == "")
        #expect(run.errors.hasPrefix("beacond: "))
        #expect(run.errors.contains(name))
        // What Foundation says of most errors is nothing that helps.
        #expect(!run.errors.contains("operation could not be completed"), "\(run.errors)")
      }
    }
  }

  @Test("Output that cannot be written exits with 74", .enabled(if: Self.hasFullDevice))
  func fullDisk() throws {
    let folder = try Folder()
    _ = try folder.site()
    _ = try folder.csv(Shop.afternoon)
    for command in [
      "replay --site site.yaml walk.csv", "replay --site site.yaml --format jsonl walk.csv",
      "check site.yaml", "decode 020106",
    ] {
      let run = try Beacond.shell("beacond \(command) > /dev/full", in: folder)
      #expect(run.code == 74, "\(command)")
      #expect(
        run.errors
          == "beacond: standard output: No space left on device; check where it goes and try again\n"
      )
    }
  }

  private static let hasFullDevice = FileManager.default.fileExists(atPath: "/dev/full")

  @Test("A reader that has had enough ends the command quietly")
  func head() throws {
    let folder = try Folder()
    _ = try folder.site()
    let rows = (0..<200).flatMap { Shop.stay(200 * $0..<200 * $0 + 20) }
    _ = try folder.csv(rows)
    let run = try Beacond.shell(
      "{ beacond replay --site site.yaml --format jsonl walk.csv; echo $? > code; } | head -1",
      in: folder)
    #expect(run.lines.count == 1)
    #expect(run.errors == "")
    let code = try String(contentsOfFile: folder.path("code"), encoding: .utf8)
    #expect(code == "0\n")
  }

  @Test("A FIFO and standard input are read like files")
  func fifo() throws {
    let folder = try Folder()
    let file = try folder.replay(folder.csv(Shop.afternoon))
    let replay = "beacond replay --site site.yaml --format jsonl"
    let piped = try Beacond.shell("\(replay) - < walk.csv", in: folder)
    #expect(piped.output == file.output)
    let fifo = try Beacond.shell(
      "mkfifo air; cat walk.csv > air & \(replay) air", in: folder)
    #expect(fifo.code == 0)
    #expect(fifo.output == file.output)
  }

  @Test("--speed paces the replay and changes nothing else")
  func speed() throws {
    let folder = try Folder()
    let walk = try folder.csv(Shop.stay(0..<60))
    let whole = try folder.replay(walk)
    let clock = ContinuousClock()
    var paced: Beacond.Run?
    let time = try clock.measure { paced = try folder.replay(walk, more: ["--speed", "100"]) }
    #expect(paced?.output == whole.output)
    #expect(time > .milliseconds(500))
    #expect(time < .seconds(40))
  }
}
