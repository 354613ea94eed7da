internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// The daemon's control socket: lines of JSON over a UNIX socket of mode 0600, for root and the
/// daemon's own user.
public final class ControlServer: Sendable {
  /// Where it listens.
  public let path: String

  private let file: SocketFile
  private let channel: any Channel
  private let crowd: Crowd

  /// Starts to listen and to serve. A socket that a dead daemon left is replaced.
  ///
  /// - Parameters:
  ///   - path: where; in a folder that nobody else can write to.
  ///   - limits: its bounds.
  ///   - handler: carries out what is asked.
  /// - Throws: `ControlSocketError` when another daemon is running, or when the folder is not safe.
  public init(
    at path: String, limits: ControlLimits = ControlLimits(), handler: some ControlHandler
  ) async throws(ControlSocketError) {
    let file = try SocketFile(path)
    let crowd = Crowd(limit: limits.connections)
    do {
      channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .childChannelOption(.autoRead, value: false)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandlers(
              ByteToMessageHandler(LineDecoder(limit: limits.requestBytes)),
              Conversation(limits, handler, isFree: crowd.enter(channel)))
          }
        }
        .bind(unixDomainSocketPath: file.draft).get()
    } catch {
      file.remove()
      throw .cannotBind(path, "\(error)")
    }
    do throws(ControlSocketError) {
      try file.publish()
    } catch {
      channel.close(promise: nil)
      file.remove()
      throw error
    }
    self.path = path
    self.file = file
    self.crowd = crowd
  }

  deinit {
    // Whoever loses it does not listen any more, and lets somebody else.
    channel.close().whenComplete { [file] _ in file.remove() }
  }

  /// Closes all connections and takes the socket away. What is being carried out is carried out.
  public func stop() async {
    // It fails only when it has been closed before.
    try? await channel.close()
    file.remove()
    for connection in crowd.all { connection.close(promise: nil) }
  }
}

/// The connections there are.
private final class Crowd: Sendable {
  private let limit: Int
  private let connections = Mutex<[ObjectIdentifier: any Channel]>([:])

  init(limit: Int) { self.limit = limit }

  /// Notes a connection until it closes, and tells whether there was room for it.
  func enter(_ channel: any Channel) -> Bool {
    channel.closeFuture.whenComplete { [weak self] _ in
      self?.connections.withLock { $0[ObjectIdentifier(channel)] = nil }
    }
    return connections.withLock { connections in
      connections[ObjectIdentifier(channel)] = channel
      return connections.count <= limit
    }
  }

  var all: [any Channel] { connections.withLock { Array($0.values) } }
}
