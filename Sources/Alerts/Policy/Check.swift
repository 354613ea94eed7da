internal import Proximity

/// Checks a number of the configuration, naming its path when it is out of range.
func check(
  _ value: Int, in range: ClosedRange<Int>, _ path: String
) throws(ConfigurationError) {
  guard range.contains(value) else {
    throw ConfigurationError(
      path: path, problem: "\(value) is not within \(range.lowerBound) to \(range.upperBound)")
  }
}

/// Checks a duration of the configuration, naming its path when it is negative or too long.
func check(
  _ value: Duration, upTo limit: Duration, _ path: String
) throws(ConfigurationError) {
  guard (.zero...limit).contains(value) else {
    throw ConfigurationError(path: path, problem: "\(value) is not within 0 s to \(limit.inWords)")
  }
}

/// Checks the numbers of one cap.
func check(_ cap: Cap, _ path: String) throws(ConfigurationError) {
  try check(cap.count, in: Cap.counts, "\(path).count")
  guard Cap.windows.contains(cap.per) else {
    throw ConfigurationError(
      path: "\(path).per",
      problem: """
        \(cap.per) is not within \(Cap.windows.lowerBound.inWords) to \
        \(Cap.windows.upperBound.inWords)
        """)
  }
}

/// Checks a list of caps.
func check(_ caps: [Cap], _ path: String) throws(ConfigurationError) {
  try check(caps.count, in: 0...PageLimits.caps, "\(path).count")
  for (index, cap) in caps.enumerated() { try check(cap, "\(path)[\(index)]") }
}
