import ArgumentParser
import Foundation

@main
struct Beacond: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "beacond",
    abstract: "Near, dwell and return from Bluetooth LE beacons of shoppers who opted in.",
    discussion: """
      Three facts and no more: how near a shopper who opted in is to a place, for how long, and \
      after how long they came back; and alerts that are few, relevant and explained. Strangers \
      leave a count and nothing else.

      Start with 'beacond demo': it needs no radio and no configuration.

      Exit codes: 0 fine, 64 wrong usage, 65 bad input, 66 missing or unreadable file, 69 no radio \
      or no daemon, 70 a bug, 74 reading or writing failed, 75 try again, 77 not allowed.
      """,
    version: "0.1.0",
    subcommands: [
      DemoCommand.self, ReplayCommand.self, CheckCommand.self, CalibrateCommand.self,
      DecodeCommand.self, ExplainCommand.self, PolicyCommand.self, ShopperCommands.self,
      AlertsCommands.self, AssociateCommands.self, RunCommand.self, ScanCommand.self,
      RecordCommand.self, DoctorCommand.self, BooksCommands.self, SimulateCommand.self,
    ])

  static func main() async {
    // A reader that goes away ('| head') ends the output; it is no reason to be killed noisily.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch OutputError.closed {
      _exit(0)
    } catch {
      // What the argument parser does not know either was not meant to happen.
      guard let failure = Failure(error) ?? Failure(bug: error, unless: exitCode(for: error))
      else { exit(withError: error) }
      StandardError.write("beacond: \(failure.message)\n")
      _exit(failure.code)
    }
  }
}
