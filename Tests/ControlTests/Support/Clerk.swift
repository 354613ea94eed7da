import Alerts
import Control
import Foundation
import NIOCore
import NIOPosix
import Proximity
import Synchronization

/// A daemon's side that knows one shopper and notes what it is asked.
final class Clerk: ControlHandler {
  struct Asked: Equatable {
    var command: ShopperCommand
    var role: Role
    var user: UInt32
  }

  static let code = ShownCode("K7QX")
  private let log = Mutex<[Asked]>([])
  private let pause: Duration
  private let export: String

  init(pause: Duration = .zero, export: String = "{}") {
    self.pause = pause
    self.export = export
  }

  var asked: [Asked] { log.withLock { $0 } }

  func handle(
    _ command: ShopperCommand, as role: Role, from peer: PeerCredentials
  ) async throws(ControlError) -> ControlReply {
    log.withLock { $0.append(Asked(command: command, role: role, user: peer.user)) }
    try? await Task.sleep(for: pause)
    switch command {
    case .enrol: return .enrolled(Enrolled(shopper: "shopper-7", code: Self.code))
    case .show: return .record(ShopperRecord(of: "shopper-7", Page(for: "shopper-7")))
    case .export: return .export(export)
    case .erase: throw ControlError(.unknownShopper, "nobody is known by that code")
    default: return .done(Receipt(number: "42"))
    }
  }
}

/// A folder as a daemon has it, which goes when it is no longer needed.
final class Folder: Sendable {
  let path: String

  init(mode: Int = 0o700) throws {
    path = NSTemporaryDirectory() + "control-\(UInt32.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: mode])
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var socket: String { path + "/control" }

  func mode(of name: String) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/" + name)
  }
}

/// A client that sends whatever bytes it is told to.
enum RawClient {
  /// Sends bytes and returns all that comes back until the other side closes, or time is up.
  static func send(
    _ bytes: [UInt8], to path: String, for time: TimeAmount = .seconds(5)
  ) async throws -> (text: String, wasClosed: Bool) {
    let collector = Collector()
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Sink(collector))
        }
      }
      .connect(unixDomainSocketPath: path).get()
    let end = channel.eventLoop.scheduleTask(in: time) {
      collector.text.withLock { $0.isLate = true }
      channel.close(promise: nil)
    }
    // The other side may have closed before it has read everything.
    try? await channel.writeAndFlush(ByteBuffer(bytes: bytes))
    try await channel.closeFuture.get()
    end.cancel()
    return collector.text.withLock { ($0.text, !$0.isLate) }
  }

  static func send(
    _ line: String, to path: String, for time: TimeAmount = .seconds(5)
  ) async throws -> (text: String, wasClosed: Bool) {
    try await send(Array(line.utf8), to: path, for: time)
  }

  private final class Collector: Sendable {
    let text = Mutex((text: "", isLate: false))
  }

  private final class Sink: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let collector: Collector

    init(_ collector: Collector) { self.collector = collector }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      let text = String(buffer: unwrapInboundIn(data))
      collector.text.withLock { $0.text += text }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      context.close(promise: nil)
    }
  }
}
