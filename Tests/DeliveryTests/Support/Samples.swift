import Alerts
import Delivery
import Foundation
import Proximity
import Testing

/// Messages, webhooks and clocks as the tests need them.
enum Samples {
  static let time = LedgerTime(nanoseconds: 1_780_300_800_000_000_000)
  static let secret = Array("a secret of twenty-nine bytes".utf8)

  static func names(_ byte: UInt8 = 7) throws -> DeliveryNames {
    try DeliveryNames(secret: Array(repeating: byte, count: 32))
  }

  static func alert(text: String = "Your order is ready at the counter.") throws -> Message {
    let names = try names()
    return Message(
      key: names.key(of: 1, of: "shopper-7"), time: time,
      content: .alert(
        AlertContent(
          handle: names.handle(of: "shopper-7"), alert: "order-ready", brand: "leaf", text: text,
          lockScreenText: "There is news from the shop.",
          reason: "Sent: you have agreed to it, and no rule speaks against it.")))
  }

  static func webhook(
    _ url: String, trusting pem: [UInt8]? = nil, connectTimeout: Duration = .seconds(20),
    timeout: Duration = .seconds(40)
  ) throws -> Webhook {
    try Webhook(
      WebhookSettings(
        endpoint: WebhookEndpoint(url), secrets: [WebhookSecret(secret)], source: "/sites/test",
        trustedCertificates: pem, connectTimeout: connectTimeout, timeout: timeout),
      now: { time })
  }

  /// Delivers one message to a URL by a webhook of its own.
  static func deliver(
    _ message: Message? = nil, to url: String, past fence: Fence = .open,
    trusting pem: [UInt8]? = nil, connectTimeout: Duration = .seconds(20),
    timeout: Duration = .seconds(40)
  ) async throws -> DeliveryOutcome {
    let webhook = try webhook(
      url, trusting: pem, connectTimeout: connectTimeout, timeout: timeout)
    let outcome = try await webhook.deliver(message ?? alert(), past: fence)
    await webhook.shutDown()
    return outcome
  }

  static func fixture(_ path: String) throws -> [UInt8] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return [UInt8](try Data(contentsOf: root.appendingPathComponent("Fixtures/\(path)")))
  }
}

extension DeliveryOutcome {
  var isUnreachable: Bool {
    if case .notSent(.unreachable) = self { true } else { false }
  }

  var isConnectionLost: Bool {
    if case .unknown(.connectionLost) = self { true } else { false }
  }
}

/// Expects something to take less than a second at the best of a few times: on a machine that is busy
/// with other tests, any single time says little.
func withinASecond(_ attempt: (ContinuousClock) async throws -> Duration) async throws {
  var times: [Duration] = []
  while times.count < 5 {
    times.append(try await attempt(ContinuousClock()))
    if let last = times.last, last < .seconds(1) { return }
  }
  Issue.record("it took \(times)")
}

/// Waits until something holds, and gives up after half a minute.
func eventually(_ holds: () async -> Bool) async throws {
  let clock = ContinuousClock()
  let start = clock.now
  while await !holds() {
    try #require(clock.now - start < .seconds(240))
    try await Task.sleep(for: .milliseconds(5))
  }
}
