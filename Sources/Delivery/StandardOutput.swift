internal import Proximity

/// A sink for demonstrations: prints each message as a line.
public struct StandardOutput: AlertSink {
  /// How a line looks.
  public enum Format: Sendable, CaseIterable {
    /// The event that a webhook would get, as one line of JSON.
    case json
    /// A sentence for whoever watches.
    case text
  }

  private let format: Format
  private let source: String
  private let write: @Sendable (String) -> Void

  /// Creates a sink.
  ///
  /// - Parameters:
  ///   - format: how a line looks.
  ///   - source: the site, as a URI reference; it stands in the JSON alone.
  ///   - write: takes one line, without its end; prints it when left out.
  public init(
    _ format: Format = .text, from source: String = "/",
    to write: @escaping @Sendable (String) -> Void = { print($0) }
  ) {
    self.format = format
    self.source = source
    self.write = write
  }

  /// Prints the message, unless the fence is closed.
  public func deliver(_ message: Message, past fence: Fence) async -> DeliveryOutcome {
    guard let line = line(for: message) else { return .notSent(.tooLarge) }
    if let objection = await fence.objection() { return .notSent(objection) }
    if Task.isCancelled { return .notSent(.cancelled) }
    write(line)
    return .delivered
  }

  private func line(for message: Message) -> String? {
    switch format {
    case .json: CloudEvent(message, from: source).map { String(decoding: $0.bytes, as: UTF8.self) }
    case .text: sentence(for: message.content)
    }
  }

  private func sentence(for content: Message.Content) -> String {
    switch content {
    case .alert(let alert): "To \(name(of: alert.handle)): \(part(alert))"
    case .digest(let alerts):
      "To \(alerts.first.map { name(of: $0.handle) } ?? "nobody"): "
        + alerts.map(part).joined(separator: "; ")
    case .request(let request):
      switch request.kind {
      case .associate: "Code \(request.code) asks for somebody at \(place(of: request))."
      case .appointment: "Code \(request.code) made an appointment at \(place(of: request))."
      }
    }
  }

  private func part(_ alert: AlertContent) -> String {
    "\(alert.brand) says: \(inOneLine(alert.text)) (\(inOneLine(alert.reason)))"
  }

  /// The first digits, which are enough to tell shoppers apart.
  private func name(of handle: DeliveryHandle) -> String { String(handle.description.prefix(8)) }

  private func inOneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  private func place(of request: RequestContent) -> String {
    request.place?.description ?? "any place"
  }
}
