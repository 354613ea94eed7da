import Recording
import Site

/// Reads site files for commands.
enum SiteFile {
  /// Reads and checks a site file; `-` is standard input.
  static func read(_ path: String, for use: Site.Use = .replay) throws -> Site {
    try Site(yaml: bytes(path), source: path, for: use)
  }

  /// Reads a site as it is used: as a live one if it is fit for that, and otherwise as a replay's.
  static func readForUse(_ path: String) throws -> Site {
    let bytes = try bytes(path)
    if let site = try? Site(yaml: bytes, source: path, for: .live) { return site }
    return try Site(yaml: bytes, source: path, for: .replay)
  }

  /// The bytes of a site file, or more than one may have.
  static func bytes(_ path: String) throws -> [UInt8] {
    var file = try ByteSource(path: path)
    return try file.takeRest(atMost: 2 << 20)
  }
}
