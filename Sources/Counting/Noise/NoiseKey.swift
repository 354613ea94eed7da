public import Proximity

/// The secret that all noise of a site comes from: 32 random bytes, kept like any other key.
///
/// Whoever has it can take the noise off again, so it must not lie beside the reports.
public struct NoiseKey: Sendable, CustomStringConvertible, CustomReflectable {
  let words: [UInt32]

  /// Creates a key from 32 random bytes.
  ///
  /// - Throws: `ConfigurationError` when there are fewer or more.
  public init(_ bytes: [UInt8]) throws(ConfigurationError) {
    guard bytes.count == 32 else {
      throw ConfigurationError(
        path: "counting.key", problem: "it has \(bytes.count) bytes; 32 random ones are needed")
    }
    words = stride(from: 0, to: 32, by: 4).map { start in
      (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << (8 * $1) }
    }
  }

  public var description: String { "a noise key" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
