import Foundation
public import Proximity
import Site

/// A recording to replay, as named on a command line: `FILE` or `RECEIVER=FILE`.
public struct ReplayInput: Equatable, Sendable {
  /// The path; `-` is standard input.
  public var path: String
  /// Who made the recording, where the recording itself does not say.
  public var receiver: ReceiverID?

  /// Creates an input.
  public init(path: String, receiver: ReceiverID? = nil) {
    self.path = path
    self.receiver = receiver
  }

  /// Reads an input as it is named on a command line.
  ///
  /// What stands before the first `=` is a receiver if the site has one of that name; otherwise the
  /// whole is a path, so that file names may hold `=`.
  public init(argument: String, in floor: Floor) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, let receiver = ReceiverID(String(parts[0])),
      floor.receiver(receiver) != nil
    {
      self.init(path: String(parts[1]), receiver: receiver)
    } else {
      self.init(path: argument)
    }
  }
}
