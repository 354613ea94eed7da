import Alerts
import ArgumentParser
import Control
import Proximity

/// `beacond shopper ask`: what to show before somebody consents.
struct ShopperAskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Show the text to ask a shopper with, unless they are not to be asked.",
    discussion: """
      Nobody is asked twice for the same wording, nor within 180 days of taking a yes back, nor who \
      wants to be left alone: then it says so and ends with 77. It is noted that the shopper was asked, \
      not what they said; a no needs no command.

      Example: beacond shopper ask offers --language en --code K7QX --as associate
      """)

  @Argument(help: "The purpose, as the site file names it.")
  var purpose: String

  @Option(help: "In which language (BCP 47).")
  var language: String

  @OptionGroup var naming: ShopperNaming
  @OptionGroup var daemon: DaemonOptions

  func validate() throws {
    guard PurposeID(purpose) != nil else { throw ValidationError("'\(purpose)' is no purpose.") }
  }

  func run() async throws {
    guard let purpose = PurposeID(purpose) else { return }
    let reply = try await daemon.ask(.ask(naming.reference(), purpose, language: language))
    guard case .question(let question) = reply else {
      throw ControlSocketError.unreadableAnswer(daemon.socket)
    }
    var output = StandardOutput()
    if question.isToBeAsked {
      try output.write(question.text)
      if let benefit = question.benefit { try output.write("The shopper gets: \(benefit)") }
      try output.write(
        "On a yes: beacond shopper consent \(purpose) --wording \(question.version) --language "
          + question.language)
    } else {
      try output.write(
        "Do not ask: the shopper was asked this before, has answered, or wants to be left alone.")
    }
    try output.flush()
    if !question.isToBeAsked { throw ExitCode(Failure.notAllowed) }
  }
}
