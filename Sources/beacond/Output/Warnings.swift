import Logging
import Recording

/// Messages on standard error in the plain style of a command: `beacond: warning: …`.
struct PlainLogHandler: LogHandler {
  var logLevel = Logger.Level.notice
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    StandardError.write("beacond: \(event.level): \(event.message)\n")
  }
}

extension Logger {
  /// The log of this command.
  static let command = Logger(label: "beacond") { _ in PlainLogHandler() }

  /// Tells where a recording is damaged.
  func warn(of damage: DamageLog, in file: String) {
    let file = file.shownPath
    for entry in damage.first { warning("\(file), \(entry)") }
    if damage.count > damage.first.count {
      warning("\(file): \(damage.count - damage.first.count) more like these")
    }
  }
}

extension String {
  /// A path as messages name it.
  var shownPath: String { self == "-" ? "standard input" : self }
}
