/// Every number that bounds the control socket, in one place.
public struct ControlLimits: Equatable, Sendable {
  /// The most connections at once; one more is told that the daemon is busy.
  public var connections = 16
  /// The most bytes of a request, its line end not counted.
  public var requestBytes = 16_384
  /// The most bytes of a response; an export is the largest.
  public var responseBytes = 4 << 20
  /// How long a connection may last, whatever happens on it.
  public var lifetime: Duration = .seconds(30)
  /// The most bytes of a socket's path.
  public static let pathBytes = 100

  /// Creates limits.
  public init() {}
}
