import Delivery
import NIOSSL
import Testing

@Suite("Webhook over TLS", .timeLimit(.minutes(5)))
struct WebhookTLSTests {
  init() async { await letOthersGoFirst() }

  /// Delivers to a server with that certificate, trusting an authority.
  private func deliver(
    to certificate: String, trusting authority: String?,
    behaviour: LyingServer.Behaviour = .answer(LyingServer.success)
  ) async throws -> (outcome: DeliveryOutcome, seen: LyingServer.Log.Seen) {
    let chain = try NIOSSLCertificate.fromPEMBytes(
      Samples.fixture("Certificates/\(certificate).pem"))
    let key = try NIOSSLPrivateKey(
      bytes: Samples.fixture("Certificates/\(certificate).key"), format: .pem)
    let context = try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key)))
    let server = try await LyingServer.start(behaviour, tls: context)
    let outcome = try await Samples.deliver(
      to: server.secureURL,
      trusting: authority.map { try Samples.fixture("Certificates/\($0).pem") })
    try await server.stop()
    return (outcome, server.seen)
  }

  @Test("A certificate of the trusted authority, for this name and of today, is delivered to")
  func right() async throws {
    let (outcome, seen) = try await deliver(to: "loopback", trusting: "authority")
    #expect(outcome == .delivered)
    #expect(seen.bodies.count == 1)
  }

  @Test(
    "A certificate of another name, of the past or of somebody else gets nothing, not even the head",
    arguments: [
      ("elsewhere", "authority"), ("expired", "authority"), ("loopback", "other-authority"),
      ("loopback", nil),
    ])
  func wrong(certificate: String, authority: String?) async throws {
    let (outcome, seen) = try await deliver(to: certificate, trusting: authority)
    #expect(outcome.isUnreachable, "\(outcome)")
    #expect(seen.heads.isEmpty && seen.bodies.isEmpty)
  }

  @Test("A server that speaks no TLS, or never ends its greeting, is certainly not sent to")
  func noHandshake() async throws {
    let hanging = try await LyingServer.start(.hang)
    let outcome = try await Samples.deliver(
      to: hanging.secureURL, connectTimeout: .milliseconds(300), timeout: .seconds(2))
    #expect(outcome.isUnreachable, "\(outcome)")
    try await hanging.stop()
  }

  @Test("A connection reset after the text has left is unknown over TLS too")
  func resets() async throws {
    let (outcome, seen) = try await deliver(
      to: "loopback", trusting: "authority", behaviour: .resetAtBody)
    #expect(outcome.isConnectionLost, "\(outcome)")
    #expect(seen.connections == 1)
  }
}
