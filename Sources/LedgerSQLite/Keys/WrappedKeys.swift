internal import Crypto
internal import Foundation

/// The master keys that are in use: one, or two while one takes the other's place.
///
/// What they wrap is bound to its name, to the store and to the generation of the master.
struct MasterKeys {
  let store: Data
  private(set) var keys: [Int64: SymmetricKey] = [:]

  init(store: Data) { self.store = store }

  mutating func add(_ key: SymmetricKey, _ generation: Int64) { keys[generation] = key }

  /// Lets a master go; its last copy in memory is overwritten.
  mutating func remove(_ generation: Int64) { keys[generation] = nil }

  func wrap(_ key: SymmetricKey, _ name: Data, _ generation: Int64) throws -> Data {
    guard let master = keys[generation] else {
      preconditionFailure("a key is wrapped with a master that is there")
    }
    return try Seal.close(key.bytes, master, context(name, generation))
  }

  /// The key, or nothing when it was not wrapped by that master under that name.
  func unwrap(_ wrapped: Data, _ name: Data, _ generation: Int64) -> SymmetricKey? {
    guard let master = keys[generation] else { return nil }
    return Self.unwrap(wrapped, name, generation, master, store)
  }

  /// Whether a master is the one of a generation.
  static func opens(
    _ check: Data, _ generation: Int64, _ master: SymmetricKey, _ store: Data
  ) -> Bool {
    unwrap(check, Data("check".utf8), generation, master, store) != nil
  }

  private static func unwrap(
    _ wrapped: Data, _ name: Data, _ generation: Int64, _ master: SymmetricKey, _ store: Data
  ) -> SymmetricKey? {
    let context = RowContext("key", store + name, generation)
    return Seal.open(wrapped, master, context).map { SymmetricKey(data: $0) }
  }

  private func context(_ name: Data, _ generation: Int64) -> RowContext {
    RowContext("key", store + name, generation)
  }
}
