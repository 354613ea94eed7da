import Alerts
import ArgumentParser
import Control
import Foundation
import Proximity

/// `beacond associate …`: shoppers who ask for an associate, at the running daemon.
struct AssociateCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "associate",
    abstract: "Ask for an associate on behalf of a shopper, see who waits, say who is seen to.",
    discussion: """
      A shopper asks, nobody else does; it costs no alert, and needs no consent. The shopper and the \
      associate know each other by a code of four characters, and nothing else is noted.
      """,
    subcommands: [
      AssociateAskCommand.self, AssociateWaitingCommand.self, AssociateAnswerCommand.self,
    ])
}

/// `beacond associate ask`: makes a request.
struct AssociateAskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask", abstract: "Ask for somebody at a place, now or at a time.",
    discussion: "Example: beacond associate ask tea --at 2026-12-04T15:30:00Z")

  @Argument(help: "The place, as the site file names it.")
  var place: String

  @Option(help: "An appointment, in UTC as in 2026-12-04T15:30:00Z; now when left out.")
  var at: String?

  @OptionGroup var daemon: DaemonOptions

  private var time: LedgerTime? {
    at.flatMap { try? Date($0, strategy: .iso8601) }.map {
      LedgerTime(nanoseconds: Int64($0.timeIntervalSince1970) * 1_000_000_000)
    }
  }

  func validate() throws {
    guard PlaceID(place) != nil else { throw ValidationError("'\(place)' is no place.") }
    guard at == nil || time != nil else {
      throw ValidationError("'\(at ?? "")' is no time; write it as in 2026-12-04T15:30:00Z.")
    }
  }

  func run() async throws {
    guard let place = PlaceID(place) else { return }
    let wish = time.map { Associate.Wish.appointment($0) } ?? .help
    try await daemon.tellAssociates(.ask(wish, place)) { reply in
      guard let request = reply.requests.first else { return [] }
      return [
        "The code to show is \(request.code).",
        reply.wasDelivered == false
          ? "The staff could not be told: find somebody, or ask again." : nil,
      ].compactMap(\.self)
    }
  }
}

/// `beacond associate waiting`: who waits.
struct AssociateWaitingCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waiting", abstract: "List who waits for an associate, by code.")

  @OptionGroup var daemon: DaemonOptions

  func run() async throws {
    try await daemon.tellAssociates(.waiting) { reply in
      reply.requests.isEmpty ? ["Nobody waits."] : reply.requests.map(\.line)
    }
  }
}

/// `beacond associate answer`: somebody sees to a request.
struct AssociateAnswerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer",
    abstract: "Take a request away: somebody sees to it, or it is no longer wanted.")

  @Argument(help: "The code that the shopper shows.")
  var code: String

  @OptionGroup var daemon: DaemonOptions

  func validate() throws {
    guard AssociateCode(code) != nil else {
      throw ValidationError("'\(code)' is no code; a code is four letters and digits.")
    }
  }

  func run() async throws {
    guard let code = AssociateCode(code) else { return }
    try await daemon.tellAssociates(.answer(code)) { $0.requests.map { "\($0.code) is seen to." } }
  }
}

extension DaemonOptions {
  fileprivate func tellAssociates(
    _ command: AssociateCommand, saying lines: (AssociateRequests) -> [String]
  ) async throws {
    guard case .associate(let requests) = try await ask(.associate(command)) else { return }
    var output = StandardOutput()
    for line in lines(requests) { try output.write(line) }
    try output.flush()
  }
}

extension Associate {
  fileprivate var line: String {
    switch wish {
    case .help: "\(code)  \(place)  since \(asked.inUTC)"
    case .appointment(let time): "\(code)  \(place)  appointment \(time.inUTC)"
    }
  }
}
