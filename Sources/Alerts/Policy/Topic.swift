public import Proximity

/// What is special about a topic. A topic of which nothing is special need not be listed.
public struct Topic: Equatable, Sendable {
  /// Its name.
  public var id: TopicID
  /// Whether nobody may be told of it who did not declare it, and no lock screen may name it.
  public var isSensitive: Bool
  /// How often a shopper may be told of it, by all brands together.
  public var caps: [Cap]

  /// Creates a topic.
  public init(id: TopicID, isSensitive: Bool = false, caps: [Cap] = []) {
    self.id = id
    self.isSensitive = isSensitive
    self.caps = caps
  }
}

/// A way by which alerts reach the shopper: a push message, a display at the shelf.
public struct Channel: Equatable, Sendable {
  /// Its name.
  public var id: ChannelID
  /// How often it may be used for one shopper.
  public var caps: [Cap]

  /// Creates a channel.
  public init(id: ChannelID, caps: [Cap] = []) {
    self.id = id
    self.caps = caps
  }
}
