import Alerts
import Delivery
import Foundation
import Proximity
import Testing

@Suite("Webhook", .timeLimit(.minutes(5)))
struct WebhookTests {
  init() async { await letOthersGoFirst() }

  static let refusal = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n"

  /// What a server that behaves like that makes of one delivery.
  private func deliver(
    _ behaviour: LyingServer.Behaviour, timeout: Duration = .seconds(40), past fence: Fence = .open
  ) async throws -> (outcome: DeliveryOutcome, seen: LyingServer.Log.Seen) {
    let server = try await LyingServer.start(behaviour)
    let outcome = try await Samples.deliver(to: server.url, past: fence, timeout: timeout)
    try await server.stop()
    return (outcome, server.seen)
  }

  @Test("A recipient that answers with success has the message, once")
  func delivered() async throws {
    let (outcome, seen) = try await deliver(.answer(LyingServer.success))
    #expect(outcome == .delivered)
    #expect(seen.connections == 1 && seen.heads.count == 1 && seen.bodies.count == 1)
  }

  @Test(
    "Once the text has left, an answer that is no success leaves it unknown",
    arguments: [301, 400, 401, 404, 410, 429, 500, 503])
  func statusAfterBody(status: Int) async throws {
    let (outcome, seen) = try await deliver(
      .answer("HTTP/1.1 \(status) No\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n"))
    #expect(outcome == .unknown(.status(status)))
    #expect(seen.connections == 1, "neither a redirect nor a retry")
  }

  @Test("A recipient that refuses before it was given the text has certainly not got it")
  func refusedEarly() async throws {
    // The fence opens when all is over.
    let gate = Gate()
    let (outcome, seen) = try await deliver(.answerEarly(Self.refusal), past: gate.fence(from: 2))
    gate.open()
    #expect(outcome == .notSent(.refused(status: 503)))
    #expect(seen.heads.count == 1 && seen.bodies.isEmpty)
    #expect(gate.questions == 2)
  }

  @Test(
    "A recipient that hangs with the text, or answers without end, leaves it unknown, in time",
    arguments: [LyingServer.Behaviour.hang, .drip])
  func hangs(behaviour: LyingServer.Behaviour) async throws {
    for _ in 0..<10 {
      let (outcome, seen) = try await deliver(behaviour, timeout: .seconds(1))
      if seen.bodies.count == 1 {
        #expect(outcome == .unknown(.timedOut))
        return
      }
      // The machine was too busy for the text to leave within the time.
      #expect(outcome.isUnreachable, "\(outcome)")
    }
    Issue.record("no text has left")
  }

  @Test("A connection reset after the text has left leaves it unknown")
  func resets() async throws {
    for behaviour in [LyingServer.Behaviour.resetAtBody, .resetInAnswer] {
      let (outcome, seen) = try await deliver(behaviour)
      #expect(outcome.isConnectionLost, "\(outcome)")
      #expect(seen.connections == 1, "never a second time")
    }
  }

  @Test("A connection reset before the text has left is certainly not sent")
  func resetsAtHead() async throws {
    let gate = Gate()
    let (outcome, seen) = try await deliver(.resetAtHead, past: gate.fence(from: 2))
    gate.open()
    #expect(outcome.isUnreachable, "\(outcome)")
    #expect(seen.heads.count == 1 && seen.bodies.isEmpty)
  }

  @Test("A success with garbage, with a second answer or with a body without end is a success")
  func successes() async throws {
    let garbage = "HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n\u{0}\u{1}<{]garbage"
    for text in [garbage, LyingServer.success + LyingServer.success, garbage + "HTTP/9 no\r\n"] {
      let (outcome, seen) = try await deliver(.answer(text))
      #expect(outcome == .delivered)
      #expect(seen.connections == 1)
    }
    // Its body never ends, so it is not waited for.
    #expect(try await deliver(.flood).outcome == .delivered)
  }

  @Test("An answer that is no HTTP leaves it unknown")
  func noHTTP() async throws {
    let (outcome, _) = try await deliver(.answer("220 smtp.example ESMTP\r\n\r\n"))
    #expect(outcome.isConnectionLost, "\(outcome)")
  }

  @Test("Nobody listening, and a name that cannot exist, are certainly not sent")
  func unreachable() async throws {
    let server = try await LyingServer.start(.hang)
    try await server.stop()
    #expect(try await Samples.deliver(to: server.url).isUnreachable)
    let label = String(repeating: "a", count: 64)
    #expect(try await Samples.deliver(to: "https://\(label).invalid/").isUnreachable)
  }

  @Test("A message withdrawn before the connection makes none")
  func withdrawnBefore() async throws {
    let (outcome, seen) = try await deliver(
      .answer(LyingServer.success), past: Fence { .withdrawn })
    #expect(outcome == .notSent(.withdrawn))
    #expect(seen.connections == 0)
  }

  @Test("A message withdrawn while it connects does not leave: the recipient sees no text")
  func withdrawnMeanwhile() async throws {
    let gate = Gate()
    let fence = Fence { gate.ask() == 1 ? nil : .withdrawn }
    let (outcome, seen) = try await deliver(.answer(LyingServer.success), past: fence)
    #expect(outcome == .notSent(.withdrawn))
    #expect(seen.bodies.isEmpty)
    #expect(gate.questions == 2)
  }

  @Test("A fence that does not answer keeps the text back, also when it answers after the time-out")
  func fenceHangs() async throws {
    let server = try await LyingServer.start(.answer(LyingServer.success))
    for _ in 0..<10 {
      let gate = Gate()
      let outcome = try await Samples.deliver(
        to: server.url, past: gate.fence(from: 2), timeout: .milliseconds(500))
      #expect(outcome.isUnreachable, "\(outcome)")
      gate.open()
      // On a busy machine, time may be up before the second question.
      guard gate.questions == 2 else { continue }
      while gate.answers < 2 { try await Task.sleep(for: .milliseconds(5)) }
      try await Task.sleep(for: .milliseconds(50))
      #expect(server.seen.bodies.isEmpty)
      try await server.stop()
      return
    }
    Issue.record("the fence was never asked a second time")
  }

  @Test("A cancelled delivery is not sent before the text has left, and unknown afterwards")
  func cancelled() async throws {
    let server = try await LyingServer.start(.hang)
    let webhook = try Samples.webhook(server.url)
    let gate = Gate()
    let early = Task { try await webhook.deliver(Samples.alert(), past: gate.fence(from: 2)) }
    while gate.questions < 2 { try await Task.sleep(for: .milliseconds(5)) }
    early.cancel()
    #expect(try await early.value == .notSent(.cancelled))
    gate.open()
    let late = Task { try await webhook.deliver(Samples.alert(), past: .open) }
    while server.seen.bodies.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    late.cancel()
    #expect(try await late.value == .unknown(.cancelled))
    await webhook.shutDown()
    try await server.stop()
  }

  @Test("A message larger than an event may be makes no connection")
  func tooLarge() async throws {
    let server = try await LyingServer.start(.answer(LyingServer.success))
    let message = try Samples.alert(text: String(repeating: "x", count: CloudEvent.largest))
    #expect(try await Samples.deliver(message, to: server.url) == .notSent(.tooLarge))
    #expect(server.seen.connections == 0)
    try await server.stop()
  }
}
