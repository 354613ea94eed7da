internal import NIOCore
internal import NIOPosix

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Asks a running daemon.
public struct ControlClient: Sendable {
  /// Where the daemon listens.
  public let path: String
  private let limits: ControlLimits
  private let timeout: Duration

  typealias Connection = NIOAsyncChannel<LineDecoder.Frame, ByteBuffer>

  /// Creates a client; it connects for each request.
  public init(
    to path: String, timeout: Duration = .seconds(10), limits: ControlLimits = ControlLimits()
  ) {
    self.path = path
    self.timeout = timeout
    self.limits = limits
  }

  /// Sends a request and waits for the response.
  ///
  /// - Throws: `ControlSocketError` when there is no daemon, it belongs to somebody else, or it does
  ///   not answer. Whether the request was carried out is known only when a response is there.
  public func ask(_ request: ControlRequest) async throws(ControlSocketError) -> ControlResponse {
    guard path.utf8.count <= ControlLimits.pathBytes else {
      throw .pathTooLong(path, limit: ControlLimits.pathBytes)
    }
    let result = await withTaskGroup(of: Result<ControlResponse, ControlSocketError>.self) {
      group in
      group.addTask {
        do throws(ControlSocketError) {
          return .success(try await converse(request))
        } catch {
          return .failure(error)
        }
      }
      group.addTask {
        try? await Task.sleep(for: timeout)
        return .failure(.timedOut(path))
      }
      let first = await group.next() ?? .failure(.timedOut(path))
      group.cancelAll()
      return first
    }
    return try result.get()
  }

  private func converse(
    _ request: ControlRequest
  ) async throws(ControlSocketError) -> ControlResponse {
    let connection: Connection
    do {
      connection = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .connect(unixDomainSocketPath: path) { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(
              ByteToMessageHandler(LineDecoder(limit: limits.responseBytes)))
            return try Connection(wrappingChannelSynchronously: channel)
          }
        }
    } catch let error as IOError where error.errnoCode == EACCES || error.errnoCode == EPERM {
      throw .notOurs(path)
    } catch {
      throw .notRunning(path)
    }
    let line: LineDecoder.Frame?
    do {
      line = try await connection.executeThenClose { inbound, outbound in
        // Whoever made the socket learns what is sent, so it has to be the daemon's user or root.
        guard let peer = try? await PeerCredentials.peer(of: connection.channel).get() else {
          throw connection.channel.isActive
            ? ControlSocketError.notOurs(path) : ControlSocketError.timedOut(path)
        }
        guard peer.maySpeak(to: geteuid()) || geteuid() == 0 else {
          throw ControlSocketError.notOurs(path)
        }
        try await outbound.write(ByteBuffer(bytes: ControlLine.encode(request) + [0x0A]))
        for try await frame in inbound { return frame }
        return nil
      }
    } catch let error as ControlSocketError {
      throw error
    } catch {
      throw .unreadableAnswer(path)
    }
    guard case .line(let bytes) = line, let response = ControlLine.response(bytes) else {
      throw .unreadableAnswer(path)
    }
    return response
  }
}
