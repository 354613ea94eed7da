import ArgumentParser
import Control

/// `beacond shopper enrol`: makes a stranger a shopper.
struct ShopperEnrolCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enrol",
    abstract: "Enrol a shopper who asked for it; nothing is consented to by that.",
    discussion: "Example: beacond shopper enrol --as associate --tag tag.txt")

  @OptionGroup var daemon: DaemonOptions

  @Option(
    help: "A file with the credential of the shopper's tag; '-' is standard input.",
    completion: .file())
  var tag: String

  @Option(help: "dBm at 1 m of that beacon, if known; -127 to 20.")
  var measuredPower: Double?

  @Flag(help: "The shopper is a minor, who gets no promotions.")
  var minor = false

  @Flag(help: "It is a member of the staff, who gets none either.")
  var staff = false

  func validate() throws {
    if let measuredPower, !(-127...20).contains(measuredPower) {
      throw ValidationError("A measured power is -127 to 20 dBm.")
    }
  }

  func run() async throws {
    let reply = try await daemon.ask(
      .enrol(
        EnrolmentRequest(
          credential: CredentialFile.read(tag), measuredPower: measuredPower, isMinor: minor,
          isStaff: staff)))
    var output = StandardOutput()
    try output.write("Enrolled, without consent to anything yet.")
    if case .enrolled(let enrolled) = reply {
      if let shopper = enrolled.shopper { try output.write("The pseudonym is \(shopper).") }
      if let code = enrolled.code { try output.write("The code is \(code).") }
      if let handle = enrolled.handle {
        try output.write("To whoever delivers alerts, the shopper's app is \(handle).")
      }
    }
    try output.flush()
  }
}
