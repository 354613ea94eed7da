import Alerts
import ArgumentParser
import Control
import Proximity

/// `beacond shopper explain`: why alerts came or did not.
struct ShopperExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tell a shopper why alerts came or did not, in the last 14 days.",
    discussion: """
      In the language in which the shopper consented, to be read out at the counter: neither the \
      alert nor its topic is named. The look is written down. What could come at all and when, \
      'beacond explain' says.

      Example: beacond shopper explain --code K7QX --as associate
      """)

  @Argument(help: "The alert, as the site file names it; all when left out.")
  var alert: String?

  @OptionGroup var naming: ShopperNaming
  @OptionGroup var daemon: DaemonOptions

  func validate() throws {
    if let alert, AlertID(alert) == nil { throw ValidationError("'\(alert)' is no alert.") }
  }

  func run() async throws {
    let reply = try await daemon.ask(
      .explain(naming.reference(), alert.flatMap(AlertID.init)))
    guard case .explained(let decisions) = reply else {
      throw ControlSocketError.unreadableAnswer(daemon.socket)
    }
    var output = StandardOutput()
    if decisions.isEmpty { try output.write("Nothing was decided in the last 14 days.") }
    for decision in decisions {
      let alert = decision.alert.map { "  \($0)" } ?? ""
      try output.write("\(decision.time.inUTC)\(alert)  \(decision.sentence)")
    }
    try output.flush()
  }
}
