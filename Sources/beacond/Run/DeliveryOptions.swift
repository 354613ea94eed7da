import Alerts
import ArgumentParser
import Delivery
import Foundation
import Proximity
import Recording

/// Where a live store delivers its alerts.
struct DeliveryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Deliver alerts to this address, as CloudEvents. Without it they are printed only.",
      valueName: "https-url"))
  var webhook: String?

  @Option(
    help: ArgumentHelp(
      "The file with the secret that signs them: one line, whsec_ and base64.", valueName: "file"),
    completion: .file())
  var webhookSecret: String?

  @Option(
    help: ArgumentHelp(
      """
      The file with 32 or more random bytes from which the recipient's names for shoppers are made. \
      The recipient must not know it.
      """, valueName: "file"), completion: .file())
  var namesSecret: String?

  /// The webhook; nothing when alerts are printed only.
  func makeWebhook(
    from source: String, now: @escaping @Sendable () -> LedgerTime
  ) throws -> (sink: Webhook, names: DeliveryNames)? {
    guard let webhook else { return nil }
    guard let webhookSecret, let namesSecret else {
      throw Failure(
        code: Failure.usage,
        message: "--webhook needs --webhook-secret and --names-secret beside it")
    }
    let secret = String(decoding: try bytes(webhookSecret), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    do throws(ConfigurationError) {
      let settings = try WebhookSettings(
        endpoint: WebhookEndpoint(webhook), secrets: [WebhookSecret(text: secret)], source: source)
      return (
        try Webhook(settings, now: now), try DeliveryNames(secret: try names(namesSecret))
      )
    } catch {
      throw Failure(code: Failure.usage, message: error.description)
    }
  }

  private func names(_ path: String) throws(ConfigurationError) -> [UInt8] {
    do {
      return try bytes(path)
    } catch {
      throw ConfigurationError(path: path, problem: "it cannot be read: \(error)")
    }
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    var file = try ByteSource(path: path)
    return try file.takeRest(atMost: 1024)
  }
}
