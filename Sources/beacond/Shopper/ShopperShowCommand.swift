import ArgumentParser
import Control

/// `beacond shopper show`: what is kept of a shopper, in words.
struct ShopperShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show what is kept of a shopper; the look is written down.",
    discussion: "Example: beacond shopper show --code K7QX --as privacy-officer")

  @OptionGroup var naming: ShopperNaming
  @OptionGroup var daemon: DaemonOptions

  func run() async throws {
    guard case .record(let record) = try await daemon.ask(.show(naming.reference())) else {
      throw ControlSocketError.unreadableAnswer(daemon.socket)
    }
    var output = StandardOutput()
    for line in record.lines { try output.write(line) }
    try output.flush()
  }
}

/// `beacond shopper export`: what is kept of a shopper, to take away.
struct ShopperExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Hand out all that is kept of a shopper as JSON; it is written down.",
    discussion: "Example: beacond shopper export --code K7QX --as privacy-officer >mine.json")

  @OptionGroup var naming: ShopperNaming
  @OptionGroup var daemon: DaemonOptions

  func run() async throws {
    guard case .export(let document) = try await daemon.ask(.export(naming.reference())) else {
      throw ControlSocketError.unreadableAnswer(daemon.socket)
    }
    var output = StandardOutput()
    try output.write(document)
    try output.flush()
  }
}
