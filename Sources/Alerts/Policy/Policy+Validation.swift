internal import Proximity

extension Policy {
  /// The most alert policies, purposes, topics or channels a policy may have.
  static let mostEntries = 4_096

  static func positions(of alerts: [AlertPolicy]) throws(ConfigurationError) -> [AlertID: Int] {
    var positions: [AlertID: Int] = [:]
    for (index, alert) in alerts.enumerated() {
      guard positions.updateValue(index, forKey: alert.id) == nil else {
        throw ConfigurationError(
          path: "alerts[\(index)].id", problem: "'\(alert.id)' is taken already")
      }
    }
    return positions
  }

  func validate() throws(ConfigurationError) {
    try check(caps, "caps")
    try check(gap, upTo: PageLimits.memory, "gap")
    try check(safetyCap, "safetyCap")
    try check(warmUpVisits, in: 0...1_000, "warmUpVisits")
    try check(holdOut.share, in: 0...10_000, "holdOut.share")
    guard Arbitration.windows.contains(arbitration.window) else {
      throw ConfigurationError(
        path: "arbitration.window",
        problem:
          "\(arbitration.window) is not within 0 s to \(Arbitration.windows.upperBound.inWords)")
    }
    try check(alerts.count, in: 0...Self.mostEntries, "alerts.count")
    try validatePurposes()
    try validateTopics()
    try validateChannels()
    for (index, alert) in alerts.enumerated() { try validate(alert, "alerts[\(index)]") }
  }

  private func validatePurposes() throws(ConfigurationError) {
    try check(purposes.count, in: 0...PageLimits.consents, "purposes.count")
    var seen: Set<PurposeID> = []
    for (index, purpose) in purposes.enumerated() {
      let path = "purposes[\(index)]"
      guard seen.insert(purpose.id).inserted else {
        throw ConfigurationError(path: "\(path).id", problem: "'\(purpose.id)' is taken already")
      }
      guard !purpose.text.isBlank else {
        throw ConfigurationError(path: "\(path).text", problem: "say what is done with the data")
      }
      guard !purpose.benefit.isBlank else {
        throw ConfigurationError(
          path: "\(path).benefit", problem: "say what the shopper gets for it")
      }
      try check(purpose.version, in: 1...Int(Int32.max), "\(path).version")
    }
  }

  private func validateTopics() throws(ConfigurationError) {
    try check(topics.count, in: 0...Self.mostEntries, "topics.count")
    var seen: Set<TopicID> = []
    for (index, topic) in topics.enumerated() {
      let path = "topics[\(index)]"
      guard seen.insert(topic.id).inserted else {
        throw ConfigurationError(path: "\(path).id", problem: "'\(topic.id)' is taken already")
      }
      try check(topic.caps, "\(path).caps")
    }
  }

  private func validateChannels() throws(ConfigurationError) {
    try check(channels.count, in: 0...Self.mostEntries, "channels.count")
    var seen: Set<ChannelID> = []
    for (index, channel) in channels.enumerated() {
      let path = "channels[\(index)]"
      guard seen.insert(channel.id).inserted else {
        throw ConfigurationError(path: "\(path).id", problem: "'\(channel.id)' is taken already")
      }
      try check(channel.caps, "\(path).caps")
    }
  }

  private func validate(_ alert: AlertPolicy, _ path: String) throws(ConfigurationError) {
    guard purpose(alert.purpose) != nil else {
      throw ConfigurationError(
        path: "\(path).purpose", problem: "there is no purpose '\(alert.purpose)'")
    }
    if let channel = alert.channel, !channels.contains(where: { $0.id == channel }) {
      throw ConfigurationError(
        path: "\(path).channel", problem: "there is no channel '\(channel)'")
    }
    guard alert.trigger.zone.isPresent else {
      throw ConfigurationError(
        path: "\(path).trigger.zone",
        problem: "'\(alert.trigger.zone)' is not at the place; say near or immediate")
    }
    if let dwell = alert.trigger.dwell {
      try check(dwell, upTo: .seconds(86_400), "\(path).trigger.dwell")
    }
    if let gap = alert.gap {
      try check(gap, upTo: PageLimits.memory, "\(path).gap")
    }
    guard !alert.isPilot || alert.ends != nil else {
      throw ConfigurationError(path: "\(path).ends", problem: "say when the pilot ends")
    }
    try check(alert.caps, "\(path).caps")
    for (index, cap) in alert.caps.enumerated() {
      for venue in caps where venue.window >= cap.window && venue.count < cap.count {
        throw ConfigurationError(
          path: "\(path).caps[\(index)]",
          problem: """
            \(cap.count) in \(cap.per.inWords) is looser than the venue's \(venue.count) in \
            \(venue.per.inWords)
            """)
      }
    }
  }
}

extension String {
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
