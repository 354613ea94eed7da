/// An alert policy with all that the rest of the policy says about it, worked out once.
///
/// It is a class because a decision only looks at it: copying the strings of an alert policy would
/// take longer than all the rules together.
final class AlertRule: Equatable, Sendable {
  let alert: AlertPolicy
  /// The present wording of the alert's purpose.
  let version: Int
  /// Whether the alert's topic is sensitive.
  let isSensitive: Bool
  let topicCaps: [Cap]
  let channelCaps: [Cap]
  /// The longer of the venue's and the brand's minimum gap.
  let gap: Duration
  /// Whether the alert waits for those of other brands.
  let waits: Bool

  init(
    _ alert: AlertPolicy, version: Int, topic: Topic?, channel: Channel?, venueGap: Duration,
    waits: Bool
  ) {
    self.waits = waits
    self.alert = alert
    self.version = version
    isSensitive = topic?.isSensitive ?? false
    topicCaps = topic?.caps ?? []
    channelCaps = channel?.caps ?? []
    gap = max(venueGap, alert.gap ?? .zero)
  }

  static func == (left: AlertRule, right: AlertRule) -> Bool {
    left === right
      || left.alert == right.alert && left.version == right.version
        && left.isSensitive == right.isSensitive && left.topicCaps == right.topicCaps
        && left.channelCaps == right.channelCaps && left.gap == right.gap
        && left.waits == right.waits
  }
}
