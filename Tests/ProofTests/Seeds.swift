import Foundation
import Testing

/// Which seeds are lived through: the same each time, so that a change fails by what it changes, or
/// those that the environment says.
///
/// `PROOF_BASE` is the first seed and `PROOF_SEEDS` how many; both are printed with every failure.
enum Seeds {
  struct Slice: Sendable, CustomTestStringConvertible {
    var seeds: Range<UInt64>
    var testDescription: String { "seeds \(seeds.lowerBound) to \(seeds.upperBound - 1)" }
  }

  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
  }

  static let count = number("PROOF_SEEDS") ?? 100
  static let base = number("PROOF_BASE") ?? 0

  static let slices = slices(of: count)
  /// For what costs more: half of the seeds is enough to see that rules and engine go together.
  static let half = slices(of: max(1, count / 2))

  private static func slices(of count: UInt64) -> [Slice] {
    let step = max(1, count / 40)
    return stride(from: base, to: base + count, by: Int(step)).map {
      Slice(seeds: $0..<min(base + count, $0 + step))
    }
  }
}
