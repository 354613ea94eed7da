/// One line from a client to the daemon.
public struct ControlRequest: Equatable, Sendable, Codable {
  /// The version of the protocol that this library speaks.
  public static let currentVersion = 1

  /// The version of the protocol.
  public var version: Int
  /// Chosen by the client and repeated in the response.
  public var id: Int
  /// In which role it is asked.
  public var role: ControlRole
  /// What is asked.
  public var command: ControlCommand

  /// Creates a request of the current version.
  public init(id: Int = 1, as role: ControlRole, _ command: ControlCommand) {
    version = Self.currentVersion
    self.id = id
    self.role = role
    self.command = command
  }

  /// Creates a request about one shopper.
  public init(id: Int = 1, as role: ControlRole, _ command: ShopperCommand) {
    self.init(id: id, as: role, .shopper(command))
  }
}

/// One line from the daemon to a client.
public struct ControlResponse: Equatable, Sendable, Codable {
  /// The version of the protocol.
  public var version: Int
  /// That of the request; 0 when the request could not be read.
  public var id: Int
  /// What came of it.
  public var reply: ControlReply?
  /// Why nothing came of it.
  public var error: ControlError?

  /// Creates the response to a request that was carried out.
  public init(to id: Int, _ reply: ControlReply) {
    version = ControlRequest.currentVersion
    self.id = id
    self.reply = reply
  }

  /// Creates the response to a request that was not.
  public init(to id: Int, _ error: ControlError) {
    version = ControlRequest.currentVersion
    self.id = id
    self.error = error
  }
}

/// Why a request was not carried out.
public struct ControlError: Error, Equatable, Sendable, Codable, CustomStringConvertible {
  /// The kind of failure, for programs.
  public enum Code: String, Sendable, Codable, CaseIterable {
    /// The line is no request; the text says where it stops being one.
    case malformed
    /// The line is longer than a request may be.
    case tooLong
    /// The daemon speaks another version.
    case unsupportedVersion
    /// The peer is neither root nor the user of the daemon.
    case notYours
    /// The role may not ask this.
    case notPermitted
    /// Nobody is known by that pseudonym, credential or code.
    case unknownShopper
    /// It cannot be done; the text says why. The same request will fail again.
    case refused
    /// It cannot be done now: the ledger is unavailable. Nothing was changed.
    case unavailable
    /// Too many requests at once; try again.
    case busy
  }

  /// The kind of failure.
  public let code: Code
  /// What is wrong and what to do, in a sentence.
  public let problem: String

  /// Creates an error.
  public init(_ code: Code, _ problem: String) {
    self.code = code
    self.problem = problem
  }

  public var description: String { problem }
}
