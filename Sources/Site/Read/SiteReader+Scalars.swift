import Proximity

extension SiteReader {
  /// Reads a text of 1 to 1,000 bytes, in which line breaks are the only control characters.
  mutating func text(_ item: Item?, _ what: String) -> String? {
    guard let item else { return nil }
    guard case .text(let text, _) = item.content, !item.isNothing,
      text.contains(where: { !$0.isWhitespace })
    else {
      expected(what, item)
      return nil
    }
    guard text.utf8.count <= 1000 else {
      report(item, "expected at most 1000 bytes of text, found \(text.utf8.count)")
      return nil
    }
    // An escape would reach whatever terminal or phone the text is shown on.
    if let control = text.unicodeScalars.first(where: {
      $0 != "\n" && $0.properties.generalCategory == .control
    }) {
      report(
        item,
        "expected text without control characters, found U+\(String(control.value, radix: 16))")
      return nil
    }
    return text
  }

  /// Reads a name of 1 to 128 bytes without control characters; a number will do as a name.
  mutating func identifier<Subject>(_ item: Item?, _ what: String) -> Identifier<Subject>? {
    guard let item else { return nil }
    guard case .text(let text, _) = item.content, !item.isNothing,
      let identifier = Identifier<Subject>(text)
    else {
      expected("\(what) of 1 to 128 bytes", item)
      return nil
    }
    return identifier
  }

  /// Reads a number.
  mutating func number(_ item: Item?, _ what: String, in range: ClosedRange<Float>) -> Float? {
    guard let item else { return nil }
    let expectation = "\(what) from \(shown(range.lowerBound)) to \(shown(range.upperBound))"
    guard case .text(let text, let isPlain) = item.content, let number = Decimal(text)?.value else {
      expected(expectation, item)
      return nil
    }
    guard isPlain else {
      expected(expectation, item, advice: "write the number without quotes")
      return nil
    }
    guard range.contains(Float(number)) else {
      expected(expectation, item)
      return nil
    }
    return Float(number)
  }

  /// Reads a whole number.
  mutating func wholeNumber(_ item: Item?, _ what: String, in range: ClosedRange<Int>) -> Int? {
    guard let item else { return nil }
    guard case .text(let text, isPlain: true) = item.content, !text.hasPrefix("+"),
      let number = Int(text), range.contains(number)
    else {
      expected("\(what) from \(range.lowerBound) to \(range.upperBound)", item)
      return nil
    }
    return number
  }

  /// Reads `true` or `false`.
  mutating func flag(_ item: Item?) -> Bool? {
    guard let item else { return nil }
    switch item.content {
    case .text("true", isPlain: true): return true
    case .text("false", isPlain: true): return false
    default:
      expected("true or false", item)
      return nil
    }
  }

  /// Reads one of a few words.
  mutating func choice<Choice>(
    _ item: Item?, _ choices: KeyValuePairs<String, Choice>
  ) -> Choice? {
    guard let item else { return nil }
    let words = choices.map(\.key)
    guard case .text(let text, _) = item.content,
      let choice = choices.first(where: { $0.key == text })?.value
    else {
      var advice: String?
      if case .text(let text, _) = item.content {
        advice = guess(text, among: words).map { "did you mean '\($0)'?" }
      }
      expected("one of \(words.joined(separator: ", "))", item, advice: advice)
      return nil
    }
    return choice
  }

  /// Reads a length of time: a number with its unit.
  mutating func duration(
    _ item: Item?, _ what: String, in range: ClosedRange<Duration>
  ) -> Duration? {
    guard let item else { return nil }
    let expectation = "\(what) from \(range.lowerBound.text) to \(range.upperBound.text)"
    guard case .text(let text, _) = item.content, let duration = Duration(text) else {
      var advice = "write a number with a unit: ms, s, m, min, h or d"
      if case .text(let text, _) = item.content, Decimal(text) != nil {
        advice += ", such as \(text)s"
      }
      expected(expectation, item, advice: advice)
      return nil
    }
    guard range.contains(duration) else {
      expected(expectation, item)
      return nil
    }
    return duration
  }
}

/// A number as a person would write it: without a fraction of nothing.
func shown(_ number: Float) -> String {
  number == number.rounded() && abs(number) < 1e6 ? "\(Int(number))" : "\(number)"
}
