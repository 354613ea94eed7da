public import ArgumentParser
public import Control
import Proximity
import Recording

/// Which daemon is asked, and in which role.
struct DaemonOptions: ParsableArguments {
  @Option(help: "The daemon's control socket.", completion: .file())
  var socket = "/run/beacond/control"

  @Option(name: .customLong("as"), help: "In which role it is asked.")
  var role = ControlRole.operator

  @Option(help: "How long to wait for an answer, as in 10s or 2m.")
  var timeout = SpanArgument(seconds: 10)

  /// Asks the daemon about one shopper, and returns what came of it.
  func ask(_ command: ShopperCommand) async throws -> ControlReply {
    try await ask(.shopper(command))
  }

  /// Asks the daemon, and returns what came of it.
  func ask(_ command: ControlCommand) async throws -> ControlReply {
    let response = try await ControlClient(to: socket, timeout: .seconds(timeout.seconds))
      .ask(ControlRequest(as: role, command))
    if let error = response.error { throw error }
    guard let reply = response.reply else {
      throw ControlSocketError.unreadableAnswer(socket)
    }
    return reply
  }

  /// Asks the daemon to do something, and prints that it is done.
  func tell(_ command: ShopperCommand, done: String) async throws {
    let reply = try await ask(command)
    var output = StandardOutput()
    try output.write(done)
    if case .done(let receipt) = reply, let number = receipt.number {
      try output.write("The receipt is \(number).")
    }
    try output.flush()
  }
}

extension ControlRole: ExpressibleByArgument {}

/// By what the shopper is named: exactly one of four.
struct ShopperNaming: ParsableArguments {
  @Option(help: "The four characters that the shopper's app shows.")
  var code: String?

  @Option(
    help:
      "A file with the credential of the shopper's tag, as a site file has it; '-' is standard input.",
    completion: .file())
  var tag: String?

  @Option(help: "By what the recipient of alerts knows the shopper: 32 hexadecimal digits.")
  var handle: String?

  @Option(help: "The shopper's pseudonym.")
  var shopper: String?

  func validate() throws {
    guard [code, tag, handle, shopper].compactMap(\.self).count == 1 else {
      throw ValidationError(
        "Name the shopper by exactly one of --code, --tag, --handle and --shopper.")
    }
    if let handle, DeliveryName(handle) == nil {
      throw ValidationError("'\(handle)' is no handle; it is 32 hexadecimal digits in lower case.")
    }
    if let code, ShownCode(code) == nil {
      throw ValidationError("'\(code)' is no code; a code is four letters and digits.")
    }
    if let shopper, ShopperID(shopper) == nil {
      throw ValidationError("A pseudonym is 1 to 128 bytes without control characters.")
    }
  }

  /// The shopper; reads the tag's file if one is named.
  func reference() throws -> ShopperReference {
    if let code = code.flatMap(ShownCode.init) { return .code(code) }
    if let handle = handle.flatMap(DeliveryName.init) { return .handle(handle) }
    if let shopper = shopper.flatMap(ShopperID.init) { return .pseudonym(shopper) }
    return .credential(try CredentialFile.read(tag ?? "-"))
  }
}

/// Reads a credential from a file, where `ps` cannot see it.
enum CredentialFile {
  static func read(_ path: String) throws -> CredentialText {
    var file = try ByteSource(path: path)
    let bytes = try file.takeRest(atMost: 1024)
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard lines.count == 1, let credential = CredentialText(String(lines[0])) else {
      throw Failure(
        code: Failure.badInput,
        message: "\(path): it must hold one line with a credential, such as 'ibeacon: UUID/1/7'")
    }
    return credential
  }
}
