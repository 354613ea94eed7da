import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server on this machine that notes what it is sent and answers as badly as it is told to.
final class LyingServer: Sendable {
  enum Behaviour: Sendable {
    /// Answers with these bytes when the whole request is there.
    case answer(String)
    /// Answers with these bytes as soon as the head is there.
    case answerEarly(String)
    /// Reads, and says nothing.
    case hang
    /// Resets the connection when the head is there.
    case resetAtHead
    /// Resets it when the whole request is there.
    case resetAtBody
    /// Resets it after half an answer.
    case resetInAnswer
    /// Answers a byte every 20 ms and never ends the head.
    case drip
    /// Answers with success and a body without end.
    case flood
  }

  /// What a server has been sent.
  final class Log: Sendable {
    struct Seen: Sendable {
      var connections = 0
      var heads: [String] = []
      var bodies: [String] = []
    }

    private let seen = Mutex(Seen())

    func note(_ change: (inout Seen) -> Void) { seen.withLock { change(&$0) } }
    var now: Seen { seen.withLock { $0 } }
  }

  static let success = "HTTP/1.1 204 No Content\r\n\r\n"

  let port: Int
  private let channel: any Channel
  private let log: Log

  /// Starts a server that behaves in turn as told, and like the last of it from then on.
  static func start(
    _ behaviours: Behaviour..., tls: NIOSSLContext? = nil
  ) async throws -> LyingServer {
    let log = Log()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls {
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
          }
          try channel.pipeline.syncOperations.addHandler(Liar(behaviours, log))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    return LyingServer(port: channel.localAddress?.port ?? 0, channel: channel, log: log)
  }

  private init(port: Int, channel: any Channel, log: Log) {
    self.port = port
    self.channel = channel
    self.log = log
  }

  /// What it has been sent so far.
  var seen: Log.Seen { log.now }
  var url: String { "http://127.0.0.1:\(port)/alerts" }
  var secureURL: String { "https://127.0.0.1:\(port)/alerts" }

  func stop() async throws { try await channel.close() }
}

/// The layout of `struct linger`, socket(7): lingers for no time at all.
private struct Linger {
  var isOn: Int32 = 1
  var seconds: Int32 = 0
}

private final class Liar: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let behaviours: [LyingServer.Behaviour]
  private let log: LyingServer.Log
  private var behaviour = LyingServer.Behaviour.hang
  private var received = ""
  private var length: Int?
  private var isWhole = false

  init(_ behaviours: [LyingServer.Behaviour], _ log: LyingServer.Log) {
    self.behaviours = behaviours
    self.log = log
  }

  func channelActive(context: ChannelHandlerContext) {
    log.note { seen in
      behaviour = behaviours[min(seen.connections, behaviours.count - 1)]
      seen.connections += 1
    }
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    received += String(buffer: unwrapInboundIn(data))
    if length == nil, let end = received.firstRange(of: "\r\n\r\n") {
      let head = String(received[..<end.lowerBound])
      received = String(received[end.upperBound...])
      length = Self.contentLength(head)
      log.note { $0.heads.append(head) }
      actOnHead(context)
    }
    if let length, !isWhole, received.utf8.count >= length {
      isWhole = true
      log.note { $0.bodies.append(received) }
      actOnBody(context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private static func contentLength(_ head: String) -> Int? {
    for line in head.split(separator: "\r\n") where line.lowercased().hasPrefix("content-length:") {
      return Int(line.dropFirst(15).filter(\.isNumber))
    }
    return nil
  }

  private func actOnHead(_ context: ChannelHandlerContext) {
    switch behaviour {
    case .answerEarly(let text): write(text, context)
    case .resetAtHead: reset(context)
    default: break
    }
  }

  private func actOnBody(_ context: ChannelHandlerContext) {
    switch behaviour {
    case .answer(let text): write(text, context)
    case .resetAtBody: reset(context)
    case .resetInAnswer:
      write("HTTP/1.1 20", context)
      reset(context)
    case .drip: drip(0, context)
    case .flood:
      write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", context)
      flood(context)
    default: break
    }
  }

  private func write(_ text: String, _ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
  }

  private func reset(_ context: ChannelHandlerContext) {
    if let socket = context.channel as? any SocketOptionProvider {
      // Closing with an answer still to be sent, and no time for it, is a reset.
      _ = socket.unsafeSetSocketOption(level: .socket, name: .so_linger, value: Linger())
    }
    context.close(promise: nil)
  }

  private func drip(_ count: Int, _ context: ChannelHandlerContext) {
    guard context.channel.isActive else { return }
    let head = Array("HTTP/1.1 200 OK\r\nx: ")
    write(count < head.count ? String(head[count]) : "x", context)
    context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(20)) {
      self.drip(count + 1, context)
    }
  }

  private func flood(_ context: ChannelHandlerContext) {
    guard context.channel.isActive else { return }
    let chunk = String(repeating: "x", count: 0x4000)
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "4000\r\n\(chunk)\r\n")))
      .assumeIsolated().whenSuccess { self.flood(context) }
  }
}
