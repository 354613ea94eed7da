internal import NIOCore

#if os(Linux)
  internal import Glibc
#endif

/// Who is at the other end of a UNIX socket, as the kernel says.
public struct PeerCredentials: Equatable, Sendable {
  // The layout of `struct ucred`, unix(7).
  /// The process that connected.
  public let process: Int32
  /// Its effective user at that time.
  public let user: UInt32
  /// Its effective group at that time.
  public let group: UInt32

  /// Creates credentials.
  public init(process: Int32, user: UInt32, group: UInt32) {
    self.process = process
    self.user = user
    self.group = group
  }

  /// Whether the peer may speak to a process of that user: as the same user, or as root.
  public func maySpeak(to owner: UInt32) -> Bool { user == owner || user == 0 }

  /// The peer of a connection; an error where the kernel does not tell, and then nobody may speak.
  static func peer(of channel: any Channel) -> EventLoopFuture<PeerCredentials> {
    #if os(Linux)
      if let socket = channel as? any SocketOptionProvider {
        return socket.unsafeGetSocketOption(level: .socket, name: .init(rawValue: SO_PEERCRED))
      }
    #endif
    return channel.eventLoop.makeFailedFuture(ChannelError.operationUnsupported)
  }
}
