internal import Crypto
internal import Foundation

/// Where the master key lies, which wraps all other keys: a file of 32 random bytes with mode 0600,
/// outside of the ledger's directory and of its backups, in a directory that the ledger may write,
/// because the key is exchanged after erasures.
///
/// With a credential (systemd's `LoadCredential=`) the key is made of both: the file, which can be
/// exchanged, and the credential, which never lies on the same disk in the clear.
public struct MasterKeyFile: Sendable {
  /// The path of the file.
  public let path: String
  private let credential: SymmetricKey?

  /// Names a file.
  public init(path: String) {
    self.path = path
    credential = nil
  }

  /// Names a file whose key takes a credential as well.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - name: the name of the credential, a file of 16 to 4,096 bytes.
  ///   - directory: the value of `$CREDENTIALS_DIRECTORY`.
  /// - Throws: ``LedgerOpeningError``.
  public init(
    path: String, credential name: String, in directory: String
  ) throws(LedgerOpeningError) {
    let file = directory + "/" + name
    let bytes: [UInt8]?
    do throws(FileError) {
      bytes = try StateFiles.status(file) == nil ? nil : StateFiles.read(file, upTo: 4_097)
    } catch {
      throw LedgerOpeningError(error)
    }
    guard let bytes else { throw .masterKeyMissing(path: file) }
    guard (16...4_096).contains(bytes.count) else {
      throw .masterKeyInvalid(path: file, cause: "a credential has 16 to 4,096 bytes")
    }
    self.path = path
    credential = SymmetricKey(data: bytes)
  }

  /// Makes a new key. Once, before the ledger is first opened.
  ///
  /// - Throws: ``LedgerOpeningError``, also when there is a file already, or others may look into its
  ///   directory.
  public func create() throws(LedgerOpeningError) {
    do {
      guard try StateFiles.status(path) == nil else {
        throw LedgerOpeningError.masterKeyExists(path: path)
      }
      try StateDirectory.check(StateFiles.directory(of: path), .directory)
      try Self.write(path)
    } catch let error as LedgerOpeningError {
      throw error
    } catch {
      throw .unavailable("\(error)")
    }
  }

  /// The key at the path.
  func load() throws(LedgerOpeningError) -> SymmetricKey {
    guard let key = try load(path) else { throw .masterKeyMissing(path: path) }
    return key
  }

  /// The key that is to replace it, when an exchange has been begun. One that a crash has cut short
  /// wraps nothing yet, and is as good as none.
  func loadNext() throws(LedgerOpeningError) -> SymmetricKey? {
    do throws(LedgerOpeningError) {
      return try load(next)
    } catch .masterKeyInvalid {
      return nil
    }
  }

  /// Writes the key that is to replace this one; one that lies there already is used.
  func createNext() throws(LedgerOpeningError) -> SymmetricKey {
    do throws(FileError) {
      if let status = try StateFiles.status(next), status.size != 32 {
        try StateFiles.remove(next)
      }
      if try StateFiles.status(next) == nil { try Self.write(next) }
    } catch {
      throw LedgerOpeningError(error)
    }
    guard let key = try loadNext() else { throw .masterKeyMissing(path: next) }
    return key
  }

  /// Puts the next key in the place of this one, which is overwritten.
  func exchange() throws(LedgerOpeningError) {
    do throws(FileError) {
      try StateFiles.replace(path, destroyingItWith: next)
      try StateFiles.sync(directory: StateFiles.directory(of: path))
    } catch {
      throw LedgerOpeningError(error)
    }
  }

  private var next: String { path + ".next" }

  private static func write(_ path: String) throws(FileError) {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<32).map { _ in UInt8.random(in: 0 ... .max, using: &generator) }
    try StateFiles.create(path, bytes)
    try StateFiles.sync(directory: StateFiles.directory(of: path))
  }

  private func load(_ path: String) throws(LedgerOpeningError) -> SymmetricKey? {
    let bytes: [UInt8]
    do {
      guard try StateFiles.status(path) != nil else { return nil }
      try StateDirectory.check(path, .file)
      bytes = try StateFiles.read(path, upTo: 33)
    } catch let error as LedgerOpeningError {
      throw error
    } catch {
      throw .unavailable("\(error)")
    }
    guard bytes.count == 32 else {
      throw .masterKeyInvalid(
        path: path,
        cause: "it has \(bytes.count > 32 ? "more than 32" : "\(bytes.count)") bytes, "
          + "a master key has 32")
    }
    let salt = credential?.bytes ?? Data()
    return HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: bytes), salt: salt,
      info: Data("beacon-proximity master key".utf8), outputByteCount: 32)
  }
}
