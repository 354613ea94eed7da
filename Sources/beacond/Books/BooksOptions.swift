import ArgumentParser
import Foundation
import LedgerSQLite

/// Where a live store keeps its books, and the key to them.
struct BooksOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The directory of the ledger, with mode 0700; made when it is not there.",
      valueName: "directory"), completion: .directory)
  var books: String?

  @Option(
    help: ArgumentHelp(
      """
      The file of the master key, outside of that directory and of its backups. Make it once with \
      'beacond books create-key'.
      """, valueName: "file"), completion: .file())
  var masterKey: String?

  @Option(
    help: ArgumentHelp(
      "A systemd credential that the master key takes as well.", valueName: "name"))
  var keyCredential: String?

  /// Where the books are; nothing when neither the command line nor the service says so.
  func configuration(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> LedgerConfiguration? {
    guard let directory = books else {
      guard masterKey == nil else {
        throw Failure(code: Failure.usage, message: "--master-key needs --books beside it")
      }
      return nil
    }
    guard let masterKey else {
      throw Failure(
        code: Failure.usage,
        message: """
          the books in \(directory) need --master-key; make one with \
          'beacond books create-key FILE', in a directory of its own
          """)
    }
    guard let keyCredential else {
      return LedgerConfiguration(
        directory: directory, masterKey: MasterKeyFile(path: masterKey))
    }
    guard let credentials = environment["CREDENTIALS_DIRECTORY"] else {
      throw Failure(
        code: Failure.usage,
        message: "--key-credential needs LoadCredential=\(keyCredential):… in the service unit")
    }
    return LedgerConfiguration(
      directory: directory,
      masterKey: try MasterKeyFile(path: masterKey, credential: keyCredential, in: credentials))
  }

  /// Opens books that are there: what is to be checked or copied is not made first.
  func open() async throws -> SQLiteLedger {
    guard let directory = books, let configuration = try configuration() else {
      throw Failure(code: Failure.usage, message: "say where the books are, with --books DIRECTORY")
    }
    // Where one of the two is missing the ledger itself says what to bring back.
    let files = ["ledger.db", "keys.db"].map { "\(directory)/\($0)" }
    guard files.contains(where: FileManager.default.fileExists(atPath:)) else {
      throw Failure(
        code: Failure.missingFile,
        message: """
          \(directory): there is no ledger.db in it; name the directory that 'beacond run --books' \
          has made
          """)
    }
    return try await SQLiteLedger(configuration)
  }
}
