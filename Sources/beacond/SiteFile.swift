import Recording
import Site

/// Reads site files for commands.
enum SiteFile {
  /// Reads and checks a site file with shoppers; `-` is standard input.
  static func read(_ path: String) throws -> Site {
    var file = try ByteSource(path: path)
    let bytes = try file.takeRest(atMost: 2 << 20)
    return try Site(yaml: bytes, source: path, allowsShoppers: true)
  }
}
