import Alerts
import ArgumentParser
import Control
import Proximity

/// `beacond shopper rank`: takes down what comes first.
struct ShopperRankCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract: "Take down whose alerts and what topics a shopper would rather hear of.",
    discussion: """
      Where several want the same slot, the first of these has it. Replaces what was asked for before.

      Example: beacond shopper rank topic:wine brand:leaf --code K7QX --as associate
      """)

  @Argument(help: "Brands and topics, the best first, as in brand:leaf and topic:wine.")
  var favourites: [FavouriteArgument] = []

  @Flag(help: "The shopper has no wishes of this kind any more.")
  var none = false

  @OptionGroup var naming: ShopperNaming
  @OptionGroup var daemon: DaemonOptions

  func validate() throws {
    guard none == favourites.isEmpty else {
      throw ValidationError("Say favourites such as brand:leaf or topic:wine, or --none.")
    }
  }

  func run() async throws {
    try await daemon.tell(
      .rank(naming.reference(), favourites.map(\.favourite)),
      done: none ? "Every brand has its turn now." : "It holds from now on.")
  }
}

/// `beacond shopper unwelcome`: takes down that a message was not welcome.
struct ShopperUnwelcomeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unwelcome",
    abstract: "Take down that a shopper swept a message away, or left it unread.",
    discussion: """
      For the service behind the shopper's app, which knows the shopper by the handle of the message \
      and the message by its id. Each one swept away, and every second one left, lowers the shopper's \
      caps by one for 7 days.

      Example: beacond shopper unwelcome 3f…c1 --handle 9a…07
      """)

  @Argument(help: "The id of the message: 32 hexadecimal digits.")
  var message: String

  @Flag(help: "It was not swept away, but left until it was no use any more.")
  var ignored = false

  @OptionGroup var naming: ShopperNaming
  @OptionGroup var daemon: DaemonOptions

  func validate() throws {
    guard DeliveryName(message) != nil else {
      throw ValidationError("'\(message)' is no id; it is 32 hexadecimal digits in lower case.")
    }
  }

  func run() async throws {
    guard let message = DeliveryName(message) else { return }
    try await daemon.tell(
      .unwelcome(naming.reference(), message: message, ignored ? .ignored : .dismissed),
      done: "It is taken down.")
  }
}
