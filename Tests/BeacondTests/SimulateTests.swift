import Foundation
import Testing

@Suite("beacond simulate")
struct SimulateTests {
  private static let small = ["--hours", "1", "--shoppers", "3", "--strangers", "0"]

  @Test("A seed gives the same day and picture again, and another seed another day")
  func same() throws {
    let folder = try Folder()
    let first = try Beacond.run(["simulate", "--seed", "4"] + Self.small, in: folder)
    let drawn = try Beacond.run(
      ["simulate", "--seed", "4", "--svg", folder.path("day.svg")] + Self.small, in: folder)
    #expect(first.code == 0 && first.errors.isEmpty)
    #expect(first.lines.last?.hasPrefix("seed 4, digest ") == true)
    #expect(drawn.output == first.output)
    let picture = try String(contentsOfFile: folder.path("day.svg"), encoding: .utf8)
    #expect(picture.hasPrefix("<svg") && picture.contains("shopper-1"))
    let other = try Beacond.run(["simulate", "--seed", "5"] + Self.small, in: folder)
    #expect(other.code == 0 && other.lines.last != first.lines.last)
  }

  @Test(
    "A number out of its range is wrong usage, and the range is said",
    arguments: [
      ("hours", "0", "1 to 24"), ("hours", "25", "1 to 24"), ("shoppers", "0", "1 to 1000"),
      ("strangers", "100001", "0 to 100000"),
    ])
  func ranges(_ option: String, _ value: String, _ range: String) throws {
    let run = try Beacond.run(["simulate", "--\(option)", value], in: try Folder())
    #expect(run.code == 64 && run.output.isEmpty)
    #expect(run.errors.contains("--\(option): \(value) is not within \(range)"))
  }

  @Test("A picture that cannot be written is said before anything is printed, with what to do")
  func unwritable() throws {
    let folder = try Folder()
    let run = try Beacond.run(
      ["simulate", "--svg", folder.path("nowhere/day.svg")] + Self.small, in: folder)
    #expect(run.code == 74 && run.output.isEmpty)
    #expect(run.errors.contains("day.svg: the picture cannot be written: No such file"))
    #expect(run.errors.contains("name a file in a folder that exists"))
  }
}
