import Alerts
import ArgumentParser
import Control
import Proximity

/// `beacond shopper allow`: takes down an interest.
struct ShopperAllowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allow",
    abstract: "Take down that a shopper is interested in a topic, or no longer.",
    discussion: "Example: beacond shopper allow wine --code K7QX --as associate")

  @Argument(help: "The topic, as the site file names it.")
  var topic: String

  @Flag(help: "The shopper is interested no longer.")
  var noLonger = false

  @OptionGroup var naming: ShopperNaming
  @OptionGroup var daemon: DaemonOptions

  func validate() throws {
    guard TopicID(topic) != nil else { throw ValidationError("'\(topic)' is no topic.") }
  }

  func run() async throws {
    guard let topic = TopicID(topic) else { return }
    try await daemon.tell(
      .allow(naming.reference(), topic, isAllowed: !noLonger),
      done: noLonger
        ? "Nothing about '\(topic)' is sent any more." : "Alerts about '\(topic)' are welcome.")
  }
}

/// `beacond shopper cap`: takes down how often.
struct ShopperCapCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cap",
    abstract: "Take down how often a shopper wants alerts at most.",
    discussion: """
      Replaces what was asked for before. The shop's own caps hold besides.

      Example: beacond shopper cap 1/24h 3/7d --gap 2h --code K7QX --as associate
      """)

  @Argument(help: "At most so many in such a time, as in 1/24h; several all hold.")
  var caps: [CapArgument] = []

  @Option(help: "At least so far apart, as in 2h.")
  var gap: SpanArgument?

  @Flag(help: "The shopper has no wishes of this kind any more.")
  var none = false

  @OptionGroup var naming: ShopperNaming
  @OptionGroup var daemon: DaemonOptions

  private var wishes: Wishes {
    Wishes(
      limits: caps.map { .init(count: $0.count, seconds: $0.window.seconds) }, gap: gap?.seconds)
  }

  func validate() throws {
    guard none != (!caps.isEmpty || gap != nil) else {
      throw ValidationError("Say caps such as 1/24h, a --gap, or --none.")
    }
    do {
      _ = try wishes.preferences()
    } catch {
      throw ValidationError(error.description)
    }
  }

  func run() async throws {
    try await daemon.tell(
      .cap(naming.reference(), wishes),
      done: none ? "Only the shop's own caps hold now." : "It holds from now on.")
  }
}

/// `beacond shopper quiet`: takes down when not.
struct ShopperQuietCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quiet",
    abstract: "Take down at what times of the day a shopper wants no alerts.",
    discussion: """
      Replaces what was asked for before. The shop's own quiet hours hold besides.

      Example: beacond shopper quiet 18:00-09:00 --code K7QX --as associate
      """)

  @Argument(help: "Times of the day, as in 18:00-09:00; they may go over midnight.")
  var hours: [QuietArgument] = []

  @Flag(help: "The shopper has no wishes of this kind any more.")
  var none = false

  @OptionGroup var naming: ShopperNaming
  @OptionGroup var daemon: DaemonOptions

  func validate() throws {
    guard none == hours.isEmpty else {
      throw ValidationError("Say times such as 18:00-09:00, or --none.")
    }
  }

  func run() async throws {
    try await daemon.tell(
      .quiet(naming.reference(), hours.map(\.span)),
      done: none ? "Only the shop's own quiet hours hold now." : "It holds from now on.")
  }
}

/// `beacond shopper leave-me-alone`: takes down that enough is enough.
struct ShopperLeaveMeAloneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leave-me-alone",
    abstract: "Send a shopper nothing, until they say otherwise or for some time.",
    discussion: """
      Everything the shopper has agreed to and gets for it stays as it is.

      Example: beacond shopper leave-me-alone --for 2h --code K7QX --as associate
      """)

  @Option(name: .customLong("for"), help: "For how long, as in 2h; until told when left out.")
  var span: SpanArgument?

  @Flag(help: "The shopper wants alerts again.")
  var noLonger = false

  @OptionGroup var naming: ShopperNaming
  @OptionGroup var daemon: DaemonOptions

  func validate() throws {
    if noLonger, span != nil { throw ValidationError("Say either --for or --no-longer.") }
  }

  func run() async throws {
    let rest = noLonger ? Rest.no : span.map { .seconds($0.seconds) } ?? .always
    try await daemon.tell(
      .leaveMeAlone(naming.reference(), rest),
      done: noLonger ? "Alerts are welcome again." : "Nothing is sent from now on.")
  }
}
