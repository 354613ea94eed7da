/// What became of a delivery. There is no fourth outcome.
public enum DeliveryOutcome: Equatable, Sendable {
  /// The recipient has taken the message; its slot stays charged and is confirmed.
  case delivered
  /// It is certain that no text has left; the slot is given back.
  case notSent(Cause)
  /// Nobody knows; the slot stays charged, and the message is never sent again.
  case unknown(Doubt)

  /// Why a message was certainly not sent.
  public enum Cause: Equatable, Sendable {
    /// The consent it was reserved under has been withdrawn or given anew.
    case withdrawn
    /// The shopper wants to be left alone.
    case leaveMeAlone
    /// It is not reserved any more, or was never: somebody else has settled it.
    case notReserved
    /// The page could not be read, so that nobody knows whether it is still wanted.
    case ledgerUnavailable
    /// All alerts are switched off.
    case stopped
    /// The recipient could not be reached; the text says what failed.
    case unreachable(String)
    /// The recipient answered before it had been given the text.
    case refused(status: Int)
    /// It waited for so long that the shopper may be gone.
    case stale
    /// Too many others were waiting.
    case shed
    /// The message is larger than a sink may carry.
    case tooLarge
    /// The delivery was called off, as at shutdown.
    case cancelled

    /// Whether the same message may get through a moment later.
    public var isPassing: Bool {
      switch self {
      case .unreachable: true
      case .refused(let status): status == 429 || status == 503
      default: false
      }
    }
  }

  /// Why nobody knows whether a message arrived.
  public enum Doubt: Equatable, Sendable {
    /// There was no answer in time.
    case timedOut
    /// The connection was lost after some of the text had left; the text says how.
    case connectionLost(String)
    /// The recipient has the text and answered with something other than success.
    case status(Int)
    /// It was handed in so long after it was reserved that it may have been sent before.
    case handedInLate
    /// The delivery was called off after some of the text had left.
    case cancelled
  }
}
