import ArgumentParser
import Alerts
import Control
import Proximity

/// `beacond shopper consent`: takes down that a shopper agreed.
struct ShopperConsentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consent",
    abstract: "Take down that a shopper agreed to a purpose, having read its text.",
    discussion: """
      Example: beacond shopper consent offers --wording 2 --language en --code K7QX --as associate
      """)

  @Argument(help: "The purpose, as the site file names it.")
  var purpose: String

  @Option(help: "Which version of its text the shopper read.")
  var wording: Int

  @Option(help: "In which language (BCP 47).")
  var language: String

  @Option(help: "By which way it was said.")
  var method = "counter"

  @OptionGroup var naming: ShopperNaming
  @OptionGroup var daemon: DaemonOptions

  func validate() throws {
    guard PurposeID(purpose) != nil else { throw ValidationError("'\(purpose)' is no purpose.") }
    guard wording >= 1 else { throw ValidationError("Wordings count from 1.") }
  }

  func run() async throws {
    guard let purpose = PurposeID(purpose) else { return }
    try await daemon.tell(
      .consent(
        naming.reference(),
        ConsentGiven(purpose: purpose, version: wording, language: language, method: method)),
      done: "Consent to '\(purpose)' is taken down. It can be withdrawn at any time.")
  }
}

/// `beacond shopper withdraw`: takes consent back.
struct ShopperWithdrawCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Withdraw a shopper's consent to a purpose, or to all.",
    discussion: "Example: beacond shopper withdraw --code K7QX --as associate")

  @Argument(help: "The purpose; all when left out.")
  var purpose: String?

  @OptionGroup var naming: ShopperNaming
  @OptionGroup var daemon: DaemonOptions

  func validate() throws {
    if let purpose, PurposeID(purpose) == nil {
      throw ValidationError("'\(purpose)' is no purpose.")
    }
  }

  func run() async throws {
    let purpose = purpose.flatMap(PurposeID.init)
    try await daemon.tell(
      .withdraw(naming.reference(), purpose),
      done: purpose.map { "Consent to '\($0)' is withdrawn. Nothing is sent for it any more." }
        ?? "All consent is withdrawn. Nothing is sent any more.")
  }
}

/// `beacond shopper erase`: forgets a shopper.
struct ShopperEraseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Erase everything that is kept of a shopper. It cannot be undone.",
    discussion: "Example: beacond shopper erase --tag tag.txt --as associate")

  @OptionGroup var naming: ShopperNaming
  @OptionGroup var daemon: DaemonOptions

  func run() async throws {
    try await daemon.tell(
      .erase(naming.reference()),
      done: "Everything is erased. The beacon is a stranger's from now on.")
  }
}
