import Foundation
import Site

/// Reads site files for commands.
enum SiteFile {
  /// Reads and checks a site file with shoppers.
  static func read(_ path: String) throws -> Site {
    let bytes: Data
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      bytes = try handle.read(upToCount: 2 << 20) ?? Data()
    } catch {
      throw Failure(
        code: Failure.missingFile,
        message: "\(path): \(error.localizedDescription); check the path and its permissions")
    }
    return try Site(yaml: bytes, source: path, allowsShoppers: true)
  }
}
