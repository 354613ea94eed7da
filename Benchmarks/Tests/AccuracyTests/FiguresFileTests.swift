import Foundation
import Testing

@testable import accuracy

@Suite("Figures in a file")
struct FiguresFileTests {
  @Test("A figure that is worse by more than its margin is told, one that is better is not")
  func margins() {
    let was = FiguresFile([sheet(f1: 0.5, delay: -1)])
    #expect(was.complaints(about: [sheet(f1: 0.485, delay: 1.4)]).isEmpty)
    #expect(was.complaints(about: [sheet(f1: 0.9, delay: 0)]).isEmpty)
    #expect(
      was.complaints(about: [sheet(f1: 0.4, delay: -1)]) == [
        "key, engine, F1: 0.4, was 0.5, may be worse by 0.02"
      ])
    #expect(was.complaints(about: [sheet(f1: 0.5, delay: -2)]).count == 1)
  }

  @Test("A figure that there is no more is told")
  func gone() {
    let was = FiguresFile([sheet(f1: 0.5, delay: 1)])
    #expect(was.complaints(about: []).count == 2)
    #expect(
      was.complaints(about: [sheet(f1: nil, delay: 1)]) == [
        "key, engine, F1: nothing, was 0.5, may be worse by 0.02"
      ])
    #expect(
      FiguresFile([sheet(f1: nil, delay: 1)]).complaints(about: [sheet(f1: 0, delay: 1)]) == [])
  }

  @Test("A file read back is what was written")
  func roundTrip() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).json").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = FiguresFile([sheet(f1: 0.12345, delay: 1)])
    try file.write(to: path)
    #expect(try FiguresFile(path: path) == file)
    #expect(throws: Problem.self) { try FiguresFile(path: path + ".not") }
    try Data("{}".utf8).write(to: URL(filePath: path))
    #expect(throws: Problem.self) { try FiguresFile(path: path) }
  }

  private func sheet(f1: Double?, delay: Double) -> Sheet {
    var sheet = Sheet(key: "key", title: "", notes: [], measures: [.good("F1"), .delay("enter")])
    sheet.rows = [Row("engine", [Row.Cell(value: f1), Row.Cell(value: delay)])]
    return sheet
  }
}
