/// One thing that a hub needs, and how it is.
struct Finding {
  enum Verdict {
    case fine
    /// It works without, but less well.
    case doubtful
    /// Nothing is heard, or something is kept that must not be.
    case wrong
  }

  let verdict: Verdict
  let subject: String
  /// What was found, or what to do.
  let text: String

  static func fine(_ subject: String, _ text: String) -> Finding {
    Finding(verdict: .fine, subject: subject, text: text)
  }

  static func doubtful(_ subject: String, _ text: String) -> Finding {
    Finding(verdict: .doubtful, subject: subject, text: text)
  }

  static func wrong(_ subject: String, _ text: String) -> Finding {
    Finding(verdict: .wrong, subject: subject, text: text)
  }

  var line: String {
    let mark =
      switch verdict {
      case .fine: "✓"
      case .doubtful: "!"
      case .wrong: "✗"
      }
    return "\(mark) \(subject.padded(to: 16))  \(text)"
  }
}
