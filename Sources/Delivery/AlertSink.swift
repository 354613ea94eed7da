/// Whatever takes a message on its last way: a webhook, a stream of lines.
public protocol AlertSink: Sendable {
  /// Delivers a message at most once.
  ///
  /// The sink asks the fence as late as it can, right before the first byte of the message's text
  /// leaves the process, and lets nothing leave when it is closed. It reports `notSent` only when
  /// it is certain that no text left; whenever it cannot know, it reports `unknown`. A cancelled
  /// task gives up what has not left yet.
  func deliver(_ message: Message, past fence: Fence) async -> DeliveryOutcome
}

/// The last question before a message leaves: is it still wanted?
public struct Fence: Sendable {
  private let ask: @Sendable () async -> DeliveryOutcome.Cause?

  /// Creates a fence from a question that answers with why the message may not leave, or with
  /// nothing when it may.
  public init(_ ask: @escaping @Sendable () async -> DeliveryOutcome.Cause?) {
    self.ask = ask
  }

  /// For what the shopper asked for at that very moment.
  public static let open = Fence { nil }

  /// Why the message may not leave; nothing when it may.
  public func objection() async -> DeliveryOutcome.Cause? { await ask() }
}
