public import Alerts
internal import Crypto
internal import Foundation
public import Proximity

/// The idempotency key of a message, 32 hexadecimal digits.
public struct DeliveryKey: Hashable, Sendable, CustomStringConvertible {
  /// The digits.
  public let description: String
}

/// What a recipient knows a shopper by, 32 hexadecimal digits: always the same for one shopper and
/// one recipient, and different for every recipient.
public struct DeliveryHandle: Hashable, Sendable, CustomStringConvertible {
  /// The digits.
  public let description: String
}

/// Names shoppers and messages for one recipient, so that no two recipients can tell that they hear
/// of the same shopper, and none learns the pseudonym.
///
/// A name is the first half of an HMAC-SHA256 (RFC 2104) under the recipient's naming secret.
public struct DeliveryNames: Sendable {
  private let secret: SymmetricKey

  /// Creates the names of one recipient.
  ///
  /// - Parameter secret: at least 32 bytes that only this gateway knows, one for each recipient;
  ///   with another secret, every shopper is a stranger to the recipient.
  /// - Throws: `ConfigurationError` when the secret is too short.
  public init(secret: [UInt8]) throws(ConfigurationError) {
    guard secret.count >= 32 else {
      throw ConfigurationError(
        path: "names.secret", problem: "it has \(secret.count) bytes; 32 random ones are needed")
    }
    self.secret = SymmetricKey(data: secret)
  }

  /// What the recipient knows the shopper by; the recipient learns it at enrolment.
  public func handle(of shopper: ShopperID) -> DeliveryHandle {
    DeliveryHandle(description: name(["handle", shopper.description]))
  }

  /// The idempotency key of a shopper's reservation.
  public func key(of reservation: Int, of shopper: ShopperID) -> DeliveryKey {
    DeliveryKey(description: name(["alert", shopper.description, "\(reservation)"]))
  }

  /// The idempotency key of a request: a code made at that time.
  public func key(of request: RequestContent, at time: LedgerTime) -> DeliveryKey {
    DeliveryKey(description: name(["request", request.code, "\(time.nanoseconds)"]))
  }

  /// Every part is preceded by its length, so that no two lists of parts read alike.
  private func name(_ parts: [String]) -> String {
    var code = HMAC<SHA256>(key: secret)
    for part in parts {
      code.update(data: Data("\(part.utf8.count):\(part)".utf8))
    }
    return hexadecimal(code.finalize().prefix(16))
  }
}

/// Bytes as lower-case hexadecimal digits.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  bytes.reduce(into: "") { digits, byte in
    digits += (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
