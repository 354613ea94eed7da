extension String {
  /// The text in lines of at most that many characters, broken between words; what follows a dash is
  /// indented like its beginning. A longer word has a line of its own.
  func wrapped(to width: Int = 80) -> [String] {
    guard count > width, !hasPrefix("#") else { return [self] }
    let indent = hasPrefix("- ") ? "  " : ""
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = indent + word
      } else {
        line += (line.isEmpty ? "" : " ") + word
      }
    }
    return lines + [line]
  }
}
