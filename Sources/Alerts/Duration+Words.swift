extension Duration {
  /// The duration as people say it: its one or two largest units, cut off below the second.
  ///
  /// Whole days are told from two on, because "24 hours" is clearer than "1 day".
  public var inWords: String {
    let seconds = max(components.seconds, 0)
    if seconds >= 2 * 86_400 {
      return Self.words(seconds / 86_400, "day", seconds % 86_400 / 3_600, "hour")
    }
    if seconds >= 3_600 {
      return Self.words(seconds / 3_600, "hour", seconds % 3_600 / 60, "minute")
    }
    if seconds >= 60 { return Self.words(seconds / 60, "minute", seconds % 60, "second") }
    return Self.words(seconds, "second")
  }

  private static func words(_ large: Int64, _ unit: String, _ small: Int64, _ part: String)
    -> String
  {
    small == 0 ? words(large, unit) : "\(words(large, unit)) \(words(small, part))"
  }

  private static func words(_ count: Int64, _ unit: String) -> String {
    "\(count) \(unit)\(count == 1 ? "" : "s")"
  }
}
