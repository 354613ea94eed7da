extension String {
  /// The word that the author may have meant: the one with the fewest slips between them, if there
  /// are few enough for its length.
  ///
  /// Complexity: O(words × longest word), for words of up to 64 characters.
  func nearest(of words: some Sequence<String>) -> String? {
    guard (1...64).contains(utf8.count) else { return nil }
    let mine = Array(lowercased().utf8)
    var best: (slips: Int, word: String)?
    for word in words {
      let theirs = Array(word.lowercased().utf8)
      let allowed = Swift.min(2, max(mine.count, theirs.count) / 3)
      guard abs(mine.count - theirs.count) <= allowed else { continue }
      let slips = Self.slips(mine, theirs)
      if slips <= allowed, slips < best?.slips ?? .max { best = (slips, word) }
    }
    return best?.word
  }

  /// How many bytes must be inserted, removed, replaced or swapped with their neighbour.
  private static func slips(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, byte) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var cost = Swift.min(last[column + 1], current[column]) + 1
        cost = Swift.min(cost, last[column] + (byte == other ? 0 : 1))
        if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
          cost = Swift.min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
