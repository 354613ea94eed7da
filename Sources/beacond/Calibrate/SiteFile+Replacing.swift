import Foundation

extension SiteFile {
  /// Puts other bytes in place of a file's, all of them or none, unless somebody else has changed
  /// the file meanwhile.
  static func replace(_ path: String, _ old: [UInt8], by new: [UInt8]) throws {
    // A link stays one: what it leads to is replaced.
    let file = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    do {
      let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
      guard attributes[.type] as? FileAttributeType == .typeRegular else {
        throw Failure(
          code: Failure.usage,
          message: "\(path): only a plain file can be written back; leave out --write")
      }
      guard try Array(Data(contentsOf: file)) == old else {
        throw Failure(
          code: Failure.io,
          message: "\(path): the file was changed meanwhile; run the command again")
      }
      // A site may hold keys, which nobody else shall read even for a moment.
      let mask = umask(0o077)
      defer { umask(mask) }
      try Data(new).write(to: file, options: .atomic)
      // Only root may give files away, and nobody else needs to. Changing hands resets permissions.
      for key in [FileAttributeKey.groupOwnerAccountID, .ownerAccountID, .posixPermissions] {
        guard let value = attributes[key] else { continue }
        try? FileManager.default.setAttributes([key: value], ofItemAtPath: file.path)
      }
    } catch let failure as Failure {
      throw failure
    } catch {
      let reason = StandardOutput.cause(of: error)?.localizedFailureReason
      throw Failure(
        code: Failure.io,
        message:
          "\(path): the file cannot be replaced: \(reason ?? "\(error)"); it is as it was, and "
          + "without --write the command prints what to change")
    }
  }
}
