import Recording
import Site

/// Reads site files for commands.
enum SiteFile {
  /// Reads and checks a site file; `-` is standard input.
  static func read(_ path: String, for use: Site.Use = .replay) throws -> Site {
    try Site(yaml: bytes(path), source: path, for: use)
  }

  /// The bytes of a site file, or more than one may have.
  static func bytes(_ path: String) throws -> [UInt8] {
    var file = try ByteSource(path: path)
    return try file.takeRest(atMost: 2 << 20)
  }
}
