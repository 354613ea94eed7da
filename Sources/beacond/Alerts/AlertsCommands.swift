import Alerts
import ArgumentParser
import Control
import Proximity

/// `beacond alerts …`: the kill switch and complaints, of the running daemon.
struct AlertsCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts",
    abstract: "Stop all alerts, let them go on, take down a complaint.",
    discussion: """
      Asks the running daemon over its control socket, as 'beacond shopper' does. What is stopped \
      stays stopped after a restart. Facts go on, and so does what shoppers ask for themselves.
      """,
    subcommands: [
      AlertsShowCommand.self, AlertsStopCommand.self, AlertsResumeCommand.self,
      AlertsComplainCommand.self,
    ])
}

/// `beacond alerts show`: whether alerts are sent.
struct AlertsShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract:
      "Show whether alerts are sent, the complaints, and how often each was sent or not, in tens.")

  @OptionGroup var daemon: DaemonOptions

  func run() async throws { try await daemon.tellAlerts(.show) }
}

/// `beacond alerts stop`: sets the kill switch.
struct AlertsStopCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop", abstract: "Send nothing to anybody from now on, whatever waits included.")

  @OptionGroup var daemon: DaemonOptions

  func run() async throws { try await daemon.tellAlerts(.stop) }
}

/// `beacond alerts resume`: lifts the kill switch.
struct AlertsResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Let alerts go on; pilots that a complaint has stopped stay stopped.")

  @OptionGroup var daemon: DaemonOptions

  func run() async throws { try await daemon.tellAlerts(.resume) }
}

/// `beacond alerts complain`: takes down a complaint.
struct AlertsComplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "complain",
    abstract: "Take down that somebody complained about an alert; a pilot is stopped by it.",
    discussion: """
      Nothing is noted of who complained.

      Example: beacond alerts complain tea-tasting --as associate
      """)

  @Argument(help: "The alert, as the site file names it.")
  var alert: String

  @OptionGroup var daemon: DaemonOptions

  func validate() throws {
    guard AlertID(alert) != nil else { throw ValidationError("'\(alert)' is no alert.") }
  }

  func run() async throws {
    guard let alert = AlertID(alert) else { return }
    try await daemon.tellAlerts(.complain(alert))
  }
}

extension DaemonOptions {
  /// Asks about all alerts, and prints how things stand.
  fileprivate func tellAlerts(_ command: AlertsCommand) async throws {
    guard case .alerts(let state) = try await ask(.alerts(command)) else { return }
    var output = StandardOutput()
    for line in state.lines { try output.write(line) }
    try output.flush()
  }
}

extension AlertsState {
  /// The state in words.
  var lines: [String] {
    let heading = isStopped ? "No alert is sent to anybody." : "Alerts are sent."
    return [heading]
      + complaints.map { complaint in
        "  \(complaint.alert): \(complaint.count) \(complaint.count == 1 ? "complaint" : "complaints")"
          + (complaint.hasStopped
            ? "; it was a pilot and is sent no more"
            : "; it is no pilot, so somebody has to look at it")
      } + decided.map(\.line)
  }
}

extension AlertsState.Decided {
  fileprivate var line: String {
    let what =
      switch (outcome, mode) {
      case (.send, .live): "sent"
      case (.deny, .live): "not sent"
      case (.defer, .live): "put off"
      case (.send, .shadow): "would have been sent"
      case (.deny, .shadow): "would not have been sent"
      case (.defer, .shadow): "would have been put off"
      }
    let times = count.map { "at least \($0) times" } ?? "fewer than \(Self.step) times"
    return "  \(alert): \(what) \(times)"
  }
}
