/// Why a daemon cannot be controlled, or cannot let itself be.
public enum ControlSocketError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The path does not fit into a socket's address.
  case pathTooLong(String, limit: Int)
  /// The folder is missing, belongs to somebody else, or others may write to it.
  case unsafeFolder(String, String)
  /// Something that is no socket has its name.
  case notASocket(String)
  /// Another daemon has it.
  case alreadyRunning(String)
  /// The system refused; the text says what.
  case cannotBind(String, String)
  /// Nobody listens there.
  case notRunning(String)
  /// The socket belongs to somebody else, who would learn what is sent.
  case notOurs(String)
  /// There was no answer in time.
  case timedOut(String)
  /// The answer is none.
  case unreadableAnswer(String)

  public var description: String {
    switch self {
    case .pathTooLong(let path, let limit):
      "\(path): a socket's path has at most \(limit) bytes; choose a shorter one"
    case .unsafeFolder(let path, let problem):
      "\(path): \(problem); the folder of the control socket must be the daemon's own, mode 0700"
    case .notASocket(let path): "\(path): it is no socket, and is left alone; move it away"
    case .alreadyRunning(let path): "\(path): another daemon is running; stop it first"
    case .cannotBind(let path, let problem): "\(path): \(problem)"
    case .notRunning(let path): "\(path): no daemon is listening; start beacond first"
    case .notOurs(let path):
      "\(path): the daemon belongs to another user; run this as root or as that user"
    case .timedOut(let path): "\(path): the daemon did not answer in time; try again"
    case .unreadableAnswer(let path):
      "\(path): the answer cannot be read; use the beacond that the daemon was installed with"
    }
  }
}
