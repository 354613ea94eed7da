internal import Crypto
internal import Foundation

/// What a sealed row is bound to: it opens only where it was sealed.
struct RowContext {
  var table: StaticString
  var row: Data
  var number: Int64

  /// - Parameters:
  ///   - table: the table and the meaning of the value in it.
  ///   - row: the keyed hash by which the row is found.
  ///   - number: what else tells it from others: a number, or the revision.
  init(_ table: StaticString, _ row: Data, _ number: Int64 = 0) {
    self.table = table
    self.row = row
    self.number = number
  }
}

/// Authenticated encryption of rows: ChaCha20-Poly1305 (RFC 8439), which is as fast and as free of
/// timing on hubs without AES instructions as on those with them.
///
/// A sealed value is its format, one byte, then nonce, ciphertext and tag. The nonce is random; with
/// one key a shopper, no key comes near the 2^32 values that this is good for.
enum Seal {
  /// The form of what is inside. Rows of older forms stay readable, so a migration need not open any.
  static let format: UInt8 = 1

  static func close(_ plain: Data, _ key: SymmetricKey, _ context: RowContext) throws -> Data {
    let box = try ChaChaPoly.seal(plain, using: key, authenticating: bound(context, format))
    return [format] + box.combined
  }

  /// Opens a sealed value, or returns nothing when it was changed, moved or sealed with another key.
  static func open(_ sealed: Data, _ key: SymmetricKey, _ context: RowContext) -> Data? {
    guard let found = sealed.first, found == format,
      let box = try? ChaChaPoly.SealedBox(combined: sealed.dropFirst())
    else { return nil }
    return try? ChaChaPoly.open(box, using: key, authenticating: bound(context, found))
  }

  private static func bound(_ context: RowContext, _ format: UInt8) -> Data {
    var data = Data("\(context.table)".utf8)
    data.append(contentsOf: [0, format])
    data.append(context.row)
    data.append(bigEndian(context.number))
    return data
  }

  static func bigEndian(_ number: Int64) -> Data {
    Data((0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) })
  }
}

extension SymmetricKey {
  /// The bytes, for wrapping them. Whoever has them sees to it that they go.
  var bytes: Data { unsafe withUnsafeBytes { unsafe Data($0) } }
}
