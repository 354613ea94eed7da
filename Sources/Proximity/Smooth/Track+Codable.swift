extension Track: Codable {
  private enum CodingKeys: String, CodingKey {
    case key, lastHeard, lastLook, deadline, interval, longestGap, pathLoss, isSilent, state, bound
  }

  /// - Throws: `DecodingError` too when a look is said to have been longer than any look.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    key = try container.decode(UInt64.self, forKey: .key)
    lastLook = try container.decode(Int64.self, forKey: .lastLook)
    state = try container.decode(Smoothing.State.self, forKey: .state)
    deadline = try container.decode(Int64.self, forKey: .deadline)
    bound = try container.decode(Int64.self, forKey: .bound)
    interval = try container.decode(Float.self, forKey: .interval)
    longestGap = try container.decode(Float.self, forKey: .longestGap)
    pathLoss = try container.decode(Float.self, forKey: .pathLoss)
    let lastHeard = try container.decode(Int64.self, forKey: .lastHeard)
    let (length, overflow) = lastHeard.subtractingReportingOverflow(lastLook)
    guard !overflow, (0...1_000_000_000).contains(length) else {
      throw DecodingError.dataCorruptedError(
        forKey: .lastHeard, in: container, debugDescription: "a look lasts a second at most")
    }
    let isSilent = try container.decode(Bool.self, forKey: .isSilent)
    echo = UInt32(length) << 1 | (isSilent ? 1 : 0)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(key, forKey: .key)
    try container.encode(lastHeard, forKey: .lastHeard)
    try container.encode(lastLook, forKey: .lastLook)
    try container.encode(deadline, forKey: .deadline)
    try container.encode(interval, forKey: .interval)
    try container.encode(longestGap, forKey: .longestGap)
    try container.encode(pathLoss, forKey: .pathLoss)
    try container.encode(isSilent, forKey: .isSilent)
    try container.encode(state, forKey: .state)
    try container.encode(bound, forKey: .bound)
  }
}
