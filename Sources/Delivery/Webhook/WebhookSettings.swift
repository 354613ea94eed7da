public import Proximity

/// How a webhook delivers.
public struct WebhookSettings: Sendable {
  /// Where to.
  public var endpoint: WebhookEndpoint
  /// The secrets to sign with: one, or two while the recipient moves to a new one.
  public let secrets: [WebhookSecret]
  /// The site, as a URI reference such as `/sites/marlowe`; the `source` of every event.
  public let source: String
  /// The certificates to trust, in PEM; nothing for those of the system.
  public var trustedCertificates: [UInt8]?
  /// How long a connection may take, TLS included; 100 ms to 60 s.
  public let connectTimeout: Duration
  /// How long a delivery may take as a whole; 100 ms to 60 s.
  public let timeout: Duration

  /// Creates settings.
  ///
  /// - Throws: `ConfigurationError` when there is no secret or more than two, the source is empty,
  ///   or a time is out of its range.
  public init(
    endpoint: WebhookEndpoint, secrets: [WebhookSecret], source: String,
    trustedCertificates: [UInt8]? = nil, connectTimeout: Duration = .seconds(5),
    timeout: Duration = .seconds(10)
  ) throws(ConfigurationError) {
    func refuse(_ key: String, _ problem: String) -> ConfigurationError {
      ConfigurationError(path: "webhook.\(key)", problem: problem)
    }
    guard (1...2).contains(secrets.count) else {
      throw refuse("secrets", "there are \(secrets.count); one is needed, or two during a change")
    }
    guard (1...512).contains(source.utf8.count),
      source.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { throw refuse("source", "it must be 1 to 512 printable ASCII characters without spaces") }
    for (key, time) in [("connect-timeout", connectTimeout), ("timeout", timeout)] {
      guard (.milliseconds(100) ... .seconds(60)).contains(time) else {
        throw refuse(key, "\(time) is not within 100 ms to 60 s")
      }
    }
    self.endpoint = endpoint
    self.secrets = secrets
    self.source = source
    self.trustedCertificates = trustedCertificates
    self.connectTimeout = connectTimeout
    self.timeout = timeout
  }
}
