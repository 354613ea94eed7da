public import Proximity
public import Recording

/// Why a replay did not begin or did not end.
public enum ReplayError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A recording cannot be read (any further).
  case recording(RecordingError)
  /// The site's shoppers or limits do not fit the gateway.
  case gateway(GatewayError)
  /// Nobody knows which of the site's receivers made a recording.
  case receiverMissing(file: String, known: [ReceiverID])
  /// What stands before the `=` is no receiver of the site, and the whole is no file.
  case receiverUnknown(argument: String, known: [ReceiverID])
  /// A receiver was named for a recording that names its receivers itself.
  case receiverNamedTwice(file: String, ReceiverID)

  public var description: String {
    switch self {
    case .recording(let error): error.description
    case .gateway(let error): error.description
    case .receiverMissing(let file, let known):
      "\(file): a btsnoop file does not say who recorded it; write RECEIVER=\(file) with one of "
        + Self.list(known)
    case .receiverUnknown(let argument, let known):
      "\(argument): there is no such file, nor a receiver of what stands before '='; "
        + "the site's are \(Self.list(known))"
    case .receiverNamedTwice(let file, let receiver):
      "\(file): a CSV recording names its receivers itself; leave out '\(receiver)='"
    }
  }

  private static func list(_ receivers: [ReceiverID]) -> String {
    receivers.prefix(12).map(\.description).joined(separator: ", ")
      + (receivers.count > 12 ? ", …" : "")
  }
}
