import Control
import Foundation
import Glibc
import NIOCore
import NIOPosix
import Proximity
import Testing

@Suite("Control socket", .timeLimit(.minutes(5)))
struct SocketTests {
  private let folder: Folder
  private var client: ControlClient { ControlClient(to: folder.socket, timeout: .seconds(300)) }

  init() async throws {
    folder = try Folder()
    await letOthersGoFirst()
  }

  private func withdrawal() throws -> ControlRequest {
    ControlRequest(id: 9, as: .associate, .withdraw(try #require(ModelTests.shown), nil))
  }

  private func line(_ request: ControlRequest) throws -> String {
    String(decoding: try JSONEncoder().encode(request), as: UTF8.self) + "\n"
  }

  private func error(in text: String) throws -> ControlError {
    let line = try #require(text.split(separator: "\n").first)
    let response = try JSONDecoder().decode(ControlResponse.self, from: Data(line.utf8))
    return try #require(response.error)
  }

  @Test("A request is carried out, and its response has its number")
  func asks() async throws {
    let clerk = Clerk()
    let server = try await ControlServer(at: folder.socket, handler: clerk)
    let request = try withdrawal()
    let response = try await client.ask(request)
    #expect(response == ControlResponse(to: 9, .done(Receipt(number: "42"))))
    #expect(
      clerk.asked == [.init(command: request.command, role: .associate, user: geteuid())])
    await server.stop()
  }

  @Test("The socket and its lock are of mode 0600, and the socket goes with the daemon")
  func modes() async throws {
    let server = try await ControlServer(at: folder.socket, handler: Clerk())
    #expect(try folder.mode(of: "control") == 0o600)
    #expect(try folder.mode(of: "control.lock") == 0o600)
    #expect(!folder.exists("control.new"))
    await server.stop()
    #expect(!folder.exists("control"))
    await #expect(throws: ControlSocketError.notRunning(folder.socket)) {
      try await client.ask(try withdrawal())
    }
  }

  @Test("Two clients are served at the same time, each in the order of its lines")
  func twoClients() async throws {
    let clerk = Clerk(holds: true)
    let server = try await ControlServer(at: folder.socket, handler: clerk)
    async let first = client.ask(try withdrawal())
    async let second = client.ask(try withdrawal())
    // Neither is answered before both have been asked.
    try await clerk.wait(for: 2)
    clerk.open()
    let replies = try await [first.reply, second.reply]
    #expect(replies.allSatisfy { $0 == .done(Receipt(number: "42")) })
    let lines = try (1...3).map { number in
      var request = try withdrawal()
      request.id = number
      return try line(request)
    }
    let (text, _) = try await RawClient.send(
      lines.joined(), to: folder.socket, lines: 3)
    let ids = try text.split(separator: "\n").map {
      try JSONDecoder().decode(ControlResponse.self, from: Data($0.utf8)).id
    }
    #expect(ids == [1, 2, 3])
    await server.stop()
  }

  @Test("What the role may not ask does not reach the handler, nor does what the role may not see")
  func roles() async throws {
    let clerk = Clerk(export: "everything")
    let server = try await ControlServer(at: folder.socket, handler: clerk)
    let shown = try #require(ModelTests.shown)
    let pseudonym = ShopperReference.pseudonym("shopper-7")
    let refused: [ControlRequest] = [
      ControlRequest(as: .associate, .show(shown)),
      ControlRequest(as: .operator, .export(pseudonym)),
      ControlRequest(as: .associate, .withdraw(pseudonym, nil)),
    ]
    for request in refused {
      #expect(try await client.ask(request).error?.code == .notPermitted)
    }
    #expect(clerk.asked.isEmpty)
    let export = try await client.ask(ControlRequest(as: .privacyOfficer, .export(pseudonym)))
    #expect(export.reply == .export("everything"))
    let tag = try #require(ModelTests.tag)
    let enrolled = try await client.ask(
      ControlRequest(as: .associate, .enrol(EnrolmentRequest(credential: tag))))
    #expect(enrolled.reply == .enrolled(Enrolled(code: Clerk.code)))
    let failed = try await client.ask(ControlRequest(as: .associate, .erase(shown)))
    #expect(failed.error?.code == .unknownShopper)
    await server.stop()
  }

  @Test("A line that is no request is answered with where it stops being one, and the next is read")
  func malformed() async throws {
    let clerk = Clerk()
    let server = try await ControlServer(at: folder.socket, handler: clerk)
    let lines: [(String, ControlError.Code, String)] = [
      ("", .malformed, "no request"), ("hello", .malformed, "no request"),
      ("{\"version\":1}", .malformed, "id is missing"),
      ("{\"version\":2,\"id\":4}", .unsupportedVersion, "version 1 and not 2"),
      (
        #"{"version":1,"id":4,"role":"king","command":{"name":"show"}}"#, .malformed, "role"
      ),
      (
        #"{"version":1,"id":4,"role":"associate","command":{"name":"withdraw"}}"#, .malformed,
        "command.shopper is missing"
      ),
      (
        #"{"version":1,"id":4,"role":"associate","command":{"name":"erase","shopper":{"code":"SECRET"}}}"#,
        .malformed, "command.shopper.code: a code is four letters and digits"
      ),
      (
        #"{"version":1,"id":4,"role":"associate","command":{"name":"erase","shopper":{}}}"#,
        .malformed, "exactly one of"
      ),
    ]
    for (text, code, part) in lines {
      let answer = try await RawClient.send(
        text + "\n" + line(withdrawal()), to: folder.socket, lines: 2)
      let answers = answer.text.split(separator: "\n")
      #expect(answers.count == 2, "\(text): \(answer.text)")
      let error = try error(in: answer.text)
      #expect(error.code == code && error.problem.contains(part), "\(text): \(error)")
      #expect(!answer.text.contains("SECRET") && !answer.text.contains("king"))
    }
    #expect(clerk.asked.count == lines.count)
    await server.stop()
  }

  @Test("A line without end is refused at its limit, and the connection closed")
  func tooLong() async throws {
    var limits = ControlLimits()
    limits.requestBytes = 1_000
    let clerk = Clerk()
    let server = try await ControlServer(at: folder.socket, limits: limits, handler: clerk)
    for count in [1_001, 100_000, 5_000_000] {
      let answer = try await RawClient.send(
        Array(repeating: UInt8(ascii: "x"), count: count), to: folder.socket)
      #expect(answer.wasClosed)
      #expect(try error(in: answer.text).code == .tooLong)
    }
    // With its end, one that is just too long is refused too, and what follows is not looked at.
    let line = try String(repeating: "x", count: 1_001) + "\n" + line(withdrawal())
    let answer = try await RawClient.send(line, to: folder.socket)
    #expect(try error(in: answer.text).code == .tooLong)
    #expect(clerk.asked.isEmpty)
    // Just at the limit is fine.
    let fits = String(repeating: " ", count: 1_000) + "\n"
    let other = try await RawClient.send(fits, to: folder.socket, lines: 1)
    #expect(try error(in: other.text).code == .malformed)
    await server.stop()
  }

  @Test("A client that hangs is closed at the end of its time, and others do not notice")
  func hangs() async throws {
    var limits = ControlLimits()
    limits.lifetime = .seconds(2)
    let server = try await ControlServer(at: folder.socket, limits: limits, handler: Clerk())
    async let silent = RawClient.send("", to: folder.socket)
    async let half = RawClient.send("{\"version\":1,", to: folder.socket)
    #expect(try await client.ask(try withdrawal()).reply != nil)
    let closed = try await [silent, half]
    #expect(closed.allSatisfy { $0.wasClosed && $0.text.isEmpty })
    await server.stop()
  }

  @Test("One connection too many is told so, and there is room again afterwards")
  func busy() async throws {
    var limits = ControlLimits()
    limits.connections = 2
    let clerk = Clerk(holds: true)
    let server = try await ControlServer(
      at: folder.socket, limits: limits, handler: clerk)
    async let one = client.ask(try withdrawal())
    async let two = client.ask(try withdrawal())
    try await clerk.wait(for: 2)
    // A client that is kept from running for longer than it is waited for has to try again.
    var three: ControlResponse?
    for _ in 0..<10 where three == nil { three = try? await client.ask(try withdrawal()) }
    #expect(three?.error?.code == .busy)
    clerk.open()
    #expect(try await [one, two].allSatisfy { $0.error == nil })
    #expect(try await client.ask(try withdrawal()).error == nil)
    await server.stop()
  }

  @Test("An answer that is too long is an error and no half answer")
  func longAnswer() async throws {
    var limits = ControlLimits()
    limits.responseBytes = 10_000
    let server = try await ControlServer(
      at: folder.socket, limits: limits,
      handler: Clerk(export: String(repeating: "x", count: 10_000)))
    let response = try await client.ask(
      ControlRequest(as: .privacyOfficer, .export(.pseudonym("shopper-7"))))
    #expect(response.error?.code == .refused)
    await server.stop()
  }

  @Test("A second daemon is refused while the first runs, and welcome after it")
  func secondDaemon() async throws {
    let first = try await ControlServer(at: folder.socket, handler: Clerk())
    for _ in 0..<3 {
      await #expect(throws: ControlSocketError.alreadyRunning(folder.socket)) {
        try await ControlServer(at: folder.socket, handler: Clerk())
      }
    }
    #expect(try await client.ask(try withdrawal()).error == nil, "the first is still there")
    await first.stop()
    let second = try await ControlServer(at: folder.socket, handler: Clerk())
    await first.stop()
    #expect(try await client.ask(try withdrawal()).error == nil)
    await second.stop()
  }

  @Test("A server that nobody keeps lets go of its place")
  func dropped() async throws {
    _ = try await ControlServer(at: folder.socket, handler: Clerk())
    // It takes a moment, for the socket has to be closed first.
    var kept: ControlServer?
    while kept == nil {
      try await Task.sleep(for: .milliseconds(5))
      kept = try? await ControlServer(at: folder.socket, handler: Clerk())
    }
    #expect(try await client.ask(try withdrawal()).error == nil)
    await kept?.stop()
  }

  @Test("A socket that a dead daemon left is replaced; a file of that name is left alone")
  func stale() async throws {
    // A second name of it outlives the socket, as its only one does when a process is killed.
    for name in ["control", "control.new"] {
      let first = folder.path + "/first"
      let dead = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .bind(unixDomainSocketPath: first).get()
      try FileManager.default.linkItem(atPath: first, toPath: folder.path + "/" + name)
      try await dead.close()
      #expect(folder.exists(name))
    }
    let server = try await ControlServer(at: folder.socket, handler: Clerk())
    #expect(try await client.ask(try withdrawal()).error == nil)
    await server.stop()
    try "precious".write(toFile: folder.socket, atomically: true, encoding: .utf8)
    await #expect(throws: ControlSocketError.notASocket(folder.socket)) {
      try await ControlServer(at: folder.socket, handler: Clerk())
    }
    #expect(try String(contentsOfFile: folder.socket, encoding: .utf8) == "precious")
  }

  @Test("A folder that others may write to, that is missing or whose name is too long is refused")
  func folders() async throws {
    for mode in [0o777, 0o770, 0o702] {
      let open = try Folder()
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: open.path)
      let error = await #expect(throws: ControlSocketError.self) {
        try await ControlServer(at: open.socket, handler: Clerk())
      }
      guard case .unsafeFolder(open.path, _) = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
    await #expect(throws: ControlSocketError.self) {
      try await ControlServer(at: folder.path + "/nowhere/control", handler: Clerk())
    }
    let long = folder.path + "/" + String(repeating: "x", count: 100)
    await #expect(throws: ControlSocketError.pathTooLong(long, limit: 96)) {
      try await ControlServer(at: long, handler: Clerk())
    }
    await #expect(throws: ControlSocketError.pathTooLong(long, limit: 100)) {
      try await ControlClient(to: long).ask(try withdrawal())
    }
  }

  @Test("A client does not wait for ever, and knows an answer that is none")
  func clientErrors() async throws {
    let clerk = Clerk(holds: true)
    let slow = try await ControlServer(at: folder.socket, handler: clerk)
    let hasty = ControlClient(to: folder.socket, timeout: .milliseconds(200))
    await #expect(throws: ControlSocketError.timedOut(folder.socket)) {
      try await hasty.ask(try withdrawal())
    }
    clerk.open()
    await slow.stop()
    let liar = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Greeter())
        }
      }
      .bind(unixDomainSocketPath: folder.socket).get()
    await #expect(throws: ControlSocketError.unreadableAnswer(folder.socket)) {
      try await client.ask(try withdrawal())
    }
    try await liar.close()
  }
}

/// Says hello to whoever connects, like a server of something else.
private final class Greeter: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  func channelActive(context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "220 smtp.example\n")), promise: nil)
  }
}
