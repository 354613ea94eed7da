import ArgumentParser
import LedgerSQLite

/// `beacond books`: what an operator does with the ledger while the daemon does not run.
struct BooksCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "books",
    abstract: "Make the key of a ledger, check the ledger, back it up.",
    discussion: """
      The ledger is sealed for each shopper with a key of their own; those keys are wrapped by the \
      master key, which lies elsewhere. Without it there is nothing to read, and no way around it.
      """,
    subcommands: [CreateKey.self, Verify.self, BackUp.self])

  struct CreateKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "create-key",
      abstract: "Make a master key, once, before the first start.",
      discussion: "Example: beacond books create-key /var/lib/beacond-key/master")

    @Argument(help: "The file to make; its directory must be there, with mode 0700.")
    var file: String

    func run() async throws {
      try MasterKeyFile(path: file).create()
      var output = StandardOutput()
      try output.write("The master key is in \(file).")
      try output.write("Keep it out of the backups of the ledger: the two together can be read.")
      try output.flush()
    }
  }

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify", abstract: "Read all of the ledger and say what is damaged.")

    @OptionGroup var books: BooksOptions

    func run() async throws {
      let ledger = try await books.open()
      let report = try await ledger.verify()
      await ledger.close()
      var output = StandardOutput()
      try output.write("\(report.shoppers) shoppers can be read, \(report.unreadable) rows cannot")
      for damage in report.damages { try output.write(damage) }
      try output.write(report.isSound ? "The ledger is sound." : "The ledger is damaged.")
      try output.flush()
      guard report.isSound else { throw ExitCode(Failure.badInput) }
    }
  }

  struct BackUp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "back-up",
      abstract: "Copy the sealed data into a file; the keys stay where they are.")

    @OptionGroup var books: BooksOptions

    @Argument(help: "The file to make.")
    var file: String

    func run() async throws {
      let ledger = try await books.open()
      try await ledger.backUp(to: file)
      await ledger.close()
      var output = StandardOutput()
      try output.write("The data is in \(file); it opens only beside its keys.db and master key.")
      try output.flush()
    }
  }
}
