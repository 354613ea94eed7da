internal import AsyncHTTPClient
public import Alerts
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL
public import Proximity

/// Delivers messages as CloudEvents by HTTP POST.
///
/// Each message gets a connection of its own: a connection at rest can be closed by the other side
/// while a message enters it, and then nobody knows whether it arrived. The head of the request goes
/// first, without the text; the text follows when the fence has said yes a last time. So a refused
/// connection, a wrong certificate or a withdrawal in the meantime is certainly "not sent", and once
/// the text has left only a success is "delivered". Redirects are not followed, and nothing of the
/// response is read but its status.
///
/// Call `shutDown()` when done.
public struct Webhook: AlertSink {
  private let settings: WebhookSettings
  private let client: HTTPClient
  private let now: @Sendable () -> LedgerTime

  /// Creates a webhook.
  ///
  /// - Parameters:
  ///   - settings: where and how to deliver.
  ///   - now: the wall clock, for signatures.
  /// - Throws: `ConfigurationError` when the trusted certificates cannot be read.
  public init(
    _ settings: WebhookSettings, now: @escaping @Sendable () -> LedgerTime
  ) throws(ConfigurationError) {
    self.settings = settings
    self.now = now
    client = HTTPClient(
      eventLoopGroupProvider: .singleton, configuration: try Self.configuration(settings))
  }

  /// Closes all connections. Nothing can be delivered afterwards.
  public func shutDown() async {
    // It fails only for a client that has been shut down before.
    try? await client.shutdown()
  }

  /// Delivers a message within the time-out of the settings.
  public func deliver(_ message: Message, past fence: Fence) async -> DeliveryOutcome {
    guard let event = CloudEvent(message, from: settings.source) else { return .notSent(.tooLarge) }
    // Asked here too, so that a message nobody wants makes no connection.
    if let objection = await fence.objection() { return .notSent(objection) }
    let handOver = HandOver()
    let result: Result<HTTPResponseStatus, any Error>
    do {
      let response = try await client.execute(
        request(message.key, event.bytes, fence, handOver),
        deadline: .now() + settings.timeout.amount)
      result = .success(response.status)
    } catch {
      result = .failure(error)
    }
    switch handOver.close() {
    case .handedOver: return Self.outcome(afterHandOver: result)
    case .closed(let cause?): return .notSent(cause)
    case .closed(nil), .waiting: return Self.outcome(beforeHandOver: result)
    }
  }

  private static func outcome(
    beforeHandOver result: Result<HTTPResponseStatus, any Error>
  ) -> DeliveryOutcome {
    switch result {
    case .success(let status): .notSent(.refused(status: Int(status.code)))
    case .failure where Task.isCancelled: .notSent(.cancelled)
    case .failure(let error): .notSent(.unreachable(brief(error)))
    }
  }

  private static func outcome(
    afterHandOver result: Result<HTTPResponseStatus, any Error>
  ) -> DeliveryOutcome {
    switch result {
    case .success(let status) where (200..<300).contains(status.code): .delivered
    case .success(let status): .unknown(.status(Int(status.code)))
    case .failure where Task.isCancelled: .unknown(.cancelled)
    case .failure(let error as HTTPClientError) where isTimeout(error): .unknown(.timedOut)
    case .failure(let error): .unknown(.connectionLost(brief(error)))
    }
  }

  private static func isTimeout(_ error: HTTPClientError) -> Bool {
    error == .deadlineExceeded || error == .readTimeout || error == .writeTimeout
  }

  /// What a log can hold of an error, whatever the other side put into it.
  private static func brief(_ error: any Error) -> String {
    String(
      String(describing: error).unicodeScalars.prefix(200).map { scalar in
        scalar.properties.generalCategory == .control ? " " : Character(scalar)
      })
  }
}

extension Webhook {
  private static func configuration(
    _ settings: WebhookSettings
  ) throws(ConfigurationError) -> HTTPClient.Configuration {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.minimumTLSVersion = .tlsv12
    tls.certificateVerification = .fullVerification
    if let pem = settings.trustedCertificates {
      guard let certificates = try? NIOSSLCertificate.fromPEMBytes(pem), !certificates.isEmpty
      else {
        throw ConfigurationError(
          path: "webhook.trusted-certificates", problem: "there is no certificate in PEM in it")
      }
      tls.trustRoots = .certificates(certificates)
    }
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: tls, redirectConfiguration: .disallow,
      timeout: .init(connect: settings.connectTimeout.amount))
    configuration.httpVersion = .http1Only
    configuration.maximumUsesPerConnection = 1
    configuration.connectionPool.retryConnectionEstablishment = false
    return configuration
  }

  private func request(
    _ key: DeliveryKey, _ body: [UInt8], _ fence: Fence, _ handOver: HandOver
  ) -> HTTPClientRequest {
    let seconds = now().nanoseconds / 1_000_000_000
    let signatures = settings.secrets.map {
      $0.signature(of: body, id: key.description, at: seconds)
    }
    var request = HTTPClientRequest(url: settings.endpoint.description)
    request.method = .POST
    request.headers = [
      "content-type": CloudEvent.mediaType,
      "idempotency-key": "\"\(key)\"",
      "webhook-id": key.description,
      "webhook-timestamp": "\(seconds)",
      "webhook-signature": signatures.joined(separator: " "),
    ]
    request.body = .stream(
      FencedBody(bytes: body, fence: fence, handOver: handOver), length: .known(Int64(body.count)))
    return request
  }
}

extension Duration {
  /// For settings, which lie within a minute.
  fileprivate var amount: TimeAmount {
    .nanoseconds(Int64(components.seconds) * 1_000_000_000 + components.attoseconds / 1_000_000_000)
  }
}
