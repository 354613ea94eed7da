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
    var command: ControlCommand
    var role: ControlRole
    var user: UInt32
  }

  static let code = ShownCode("K7QX")
  private let log = Mutex<[Asked]>([])
  private let isOpen: Mutex<Bool>
  private let export: String

  /// - Parameter holds: whether nothing is answered before `open()`.
  init(holds: Bool = false, export: String = "{}") {
    isOpen = Mutex(!holds)
    self.export = export
  }

  /// Answers what is held, and everything after it.
  func open() { isOpen.withLock { $0 = true } }

  /// Waits until so many things have been asked.
  func wait(for count: Int) async throws {
    while asked.count < count { try await Task.sleep(for: .milliseconds(5)) }
  }

  var asked: [Asked] { log.withLock { $0 } }

  func handle(
    _ command: AssociateCommand, as role: ControlRole, from peer: PeerCredentials
  ) async throws(ControlError) -> ControlReply {
    .associate(AssociateRequests([]))
  }

  func handle(
    _ command: AlertsCommand, as role: ControlRole, from peer: PeerCredentials
  ) async throws(ControlError) -> ControlReply {
    .alerts(AlertsState(isStopped: command == .stop))
  }

  func handle(
    _ command: ShopperCommand, as role: ControlRole, from peer: PeerCredentials
  ) async throws(ControlError) -> ControlReply {
    log.withLock { $0.append(Asked(command: .shopper(command), role: role, user: peer.user)) }
    while !isOpen.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(5)) }
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
  /// Sends bytes and returns what comes back, until there are so many lines, the other side closes,
  /// or time is up.
  static func send(
    _ bytes: [UInt8], to path: String, lines: Int = .max
  ) async throws -> (text: String, wasClosed: Bool) {
    let answer = Answer()
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Reader(answer, lines))
        }
      }
      .connect(unixDomainSocketPath: path).get()
    let end = channel.eventLoop.scheduleTask(in: .seconds(60)) {
      answer.note { $0.isLate = true }
      channel.close(promise: nil)
    }
    // The other side may have closed before it has read everything.
    try? await channel.writeAndFlush(ByteBuffer(bytes: bytes))
    try await channel.closeFuture.get()
    end.cancel()
    return (answer.now.text, !answer.now.isLate)
  }

  static func send(
    _ text: String, to path: String, lines: Int = .max
  ) async throws -> (text: String, wasClosed: Bool) {
    try await send(Array(text.utf8), to: path, lines: lines)
  }

  private final class Answer: Sendable {
    struct State {
      var text = ""
      var isLate = false
    }

    private let state = Mutex(State())

    func note(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }
    var now: State { state.withLock { $0 } }
  }

  private final class Reader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let answer: Answer
    private let lines: Int

    init(_ answer: Answer, _ lines: Int) {
      self.answer = answer
      self.lines = lines
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      let text = String(buffer: unwrapInboundIn(data))
      answer.note { $0.text += text }
      if answer.now.text.count(where: { $0 == "\n" }) >= lines { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      context.close(promise: nil)
    }
  }
}
