import Foundation
import Testing

@Suite("The kept seeds")
struct KeptSeedTests {
  @Test("Every seed that ever failed is lived through again", arguments: Seeds.kept)
  func passes(_ seed: UInt64) throws { try DetectorProof.run(seed) }
}

extension Seeds {
  /// The seeds of a file of `Fixtures/Seeds`: a line each, with why it is kept.
  static let kept: [UInt64] = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appendingPathComponent("Fixtures/Seeds/detector.txt")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      preconditionFailure("there is no \(file.path)")
    }
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
      line.split(separator: " ").first.flatMap { UInt64($0) }
    }
  }()
}
