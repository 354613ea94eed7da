import Crypto
import Delivery
import Foundation
import Proximity
import Testing

@Suite("Webhook request")
struct WebhookRequestTests {
  init() async { await letOthersGoFirst() }

  /// The lines of a request's head by name, in lower case, and its body.
  private func request() async throws -> (fields: [String: String], line: String, body: String) {
    let server = try await LyingServer.start(.answer(LyingServer.success))
    _ = try await Samples.deliver(to: server.url)
    try await server.stop()
    let lines = try #require(server.seen.heads.first).split(separator: "\r\n")
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      #expect(
        fields.updateValue(String(parts[1].dropFirst()), forKey: parts[0].lowercased()) == nil)
    }
    return (fields, String(lines[0]), try #require(server.seen.bodies.first))
  }

  @Test("The request is a signed CloudEvents POST with an idempotency key")
  func head() async throws {
    let (fields, line, body) = try await request()
    let key = try Samples.alert().key
    #expect(line == "POST /alerts HTTP/1.1")
    #expect(fields["content-type"] == "application/cloudevents+json; charset=UTF-8")
    #expect(fields["content-length"] == "\(body.utf8.count)")
    #expect(fields["idempotency-key"] == "\"\(key)\"")
    #expect(fields["webhook-id"] == key.description)
    #expect(fields["webhook-timestamp"] == "1780300800")
    let signed = Data("\(key).1780300800.\(body)".utf8)
    let code = HMAC<SHA256>.authenticationCode(
      for: signed, using: SymmetricKey(data: Samples.secret))
    #expect(fields["webhook-signature"] == "v1," + Data(code).base64EncodedString())
  }

  @Test("The head, which leaves before the last question, holds nothing of the shopper or the text")
  func headTellsNothing() async throws {
    let (fields, _, _) = try await request()
    let known: Set = [
      "host", "content-type", "content-length", "idempotency-key", "webhook-id",
      "webhook-timestamp", "webhook-signature", "connection",
    ]
    #expect(Set(fields.keys).isSubset(of: known))
  }

  @Test("A signature is that of the Standard Webhooks specification")
  func signatureVector() throws {
    // The example of the specification's reference libraries.
    let secret = try WebhookSecret(text: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    let body = Array(#"{"test": 2432232314}"#.utf8)
    #expect(
      secret.signature(of: body, id: "msg_p5jXN8AQM9LWM0D4loKWxJek", at: 1_614_265_330)
        == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  }

  @Test("A secret that is too short, too long or no secret is refused and not repeated")
  func secrets() throws {
    #expect(throws: ConfigurationError.self) { try WebhookSecret(Array(repeating: 1, count: 23)) }
    #expect(throws: ConfigurationError.self) { try WebhookSecret(Array(repeating: 1, count: 65)) }
    for text in ["sesame", "whsec_sesame!", "whsec_"] {
      let error = #expect(throws: ConfigurationError.self) { try WebhookSecret(text: text) }
      #expect(error?.description.contains("sesame") == false)
    }
    let secret = try WebhookSecret(Samples.secret)
    #expect("\(secret) \(String(reflecting: secret))".contains("twenty") == false)
    #expect(Mirror(reflecting: secret).children.isEmpty)
  }

  @Test(
    "An endpoint in the clear, with a password, a fragment or no host is refused",
    arguments: [
      "http://push.example/", "http://localhost.example/", "http://127.0.0.1.example/",
      "http://128.0.0.1/", "http://127.1/", "ftp://push.example/", "push.example",
      "https://", "https:///alerts", "https://user@push.example/", "https://u:p@push.example/",
      "https://push.example/#x", "", "https://push example/",
    ])
  func refusedEndpoints(url: String) {
    #expect(throws: ConfigurationError.self) { try WebhookEndpoint(url) }
  }

  @Test(
    "An endpoint over TLS, or on this machine, is taken",
    arguments: [
      "https://push.example/alerts?shop=7", "HTTPS://push.example", "http://127.0.0.1:8080/",
      "http://localhost/x", "http://[::1]:9/", "https://[2001:db8::1]/",
    ])
  func takenEndpoints(url: String) throws {
    #expect(try WebhookEndpoint(url).description == url)
  }

  @Test("Settings out of their range are refused by key")
  func settings() throws {
    let endpoint = try WebhookEndpoint("https://push.example/")
    let secret = try WebhookSecret(Samples.secret)
    func refusal(
      _ secrets: [WebhookSecret]? = nil, _ source: String = "/", _ connect: Duration = .seconds(1),
      _ timeout: Duration = .seconds(1)
    ) -> String? {
      do throws(ConfigurationError) {
        _ = try WebhookSettings(
          endpoint: endpoint, secrets: secrets ?? [secret], source: source,
          connectTimeout: connect, timeout: timeout)
        return nil
      } catch { return error.path }
    }
    #expect(refusal() == nil)
    #expect(refusal([]) == "webhook.secrets")
    #expect(refusal([secret, secret, secret]) == "webhook.secrets")
    #expect(refusal(nil, "") == "webhook.source")
    #expect(refusal(nil, "/a b") == "webhook.source")
    #expect(refusal(nil, "/", .zero) == "webhook.connect-timeout")
    #expect(refusal(nil, "/", .seconds(1), .seconds(61)) == "webhook.timeout")
    var settings = try WebhookSettings(endpoint: endpoint, secrets: [secret], source: "/")
    settings.trustedCertificates = Array("no certificate".utf8)
    #expect(throws: ConfigurationError.self) { try Webhook(settings, now: { Samples.time }) }
  }
}
