import Foundation

extension RecordingError {
  /// What Foundation's error about a file means to whoever asked for the file.
  static func reading(_ file: String, at offset: UInt64?, _ error: any Error) -> RecordingError {
    switch posixCode(of: error) {
    case ENOENT, ENOTDIR:
      RecordingError(
        file: file, kind: .missing, problem: "there is no such file",
        advice: "check the path for spelling")
    case EACCES, EPERM:
      RecordingError(
        file: file, kind: .denied, problem: "the file may not be opened for reading",
        advice: "allow it with 'chmod u+r' or run as its owner")
    case EISDIR:
      RecordingError(
        file: file, kind: .directory, problem: "this is a directory",
        advice: "name a file inside it")
    case let code:
      RecordingError(
        file: file, kind: .io, position: offset.map { .byte($0) },
        problem: "reading failed: \(text(of: code, error))",
        advice: "check the disk or the sender, then try again")
    }
  }

  static func writing(_ file: String, at offset: UInt64?, _ error: any Error) -> RecordingError {
    let code = posixCode(of: error)
    let (kind, advice): (Kind, String) =
      switch code {
      case ENOENT, ENOTDIR: (.missing, "create the directory it shall be in")
      case EACCES, EPERM, EROFS: (.denied, "choose a directory that may be written to")
      case EISDIR: (.directory, "name a file inside it")
      case ENOSPC, EDQUOT: (.io, "free some space, then try again")
      default: (.io, "check the disk or the receiver, then try again")
      }
    return RecordingError(
      file: file, kind: kind, position: offset.map { .byte($0) },
      problem: "writing failed: \(text(of: code, error))", advice: advice)
  }

  private static func posixCode(of error: any Error) -> Int32? {
    let error = error as NSError
    if error.domain == NSPOSIXErrorDomain { return Int32(clamping: error.code) }
    return (error.userInfo[NSUnderlyingErrorKey] as? any Error).flatMap { posixCode(of: $0) }
  }

  private static func text(of code: Int32?, _ error: any Error) -> String {
    guard let code else { return error.localizedDescription }
    return NSError(domain: NSPOSIXErrorDomain, code: Int(code)).localizedFailureReason
      ?? error.localizedDescription
  }
}
