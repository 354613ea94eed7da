internal import Crypto
internal import Foundation
public import Proximity

/// What a webhook and its recipient share, so that the recipient can tell who sent an event.
///
/// Signatures are those of Standard Webhooks: `v1,` and the base64 of an HMAC-SHA256 over the
/// message's key, the time in Unix seconds and the body, with full stops between them.
public struct WebhookSecret: Sendable, CustomStringConvertible, CustomReflectable {
  private let key: SymmetricKey

  /// Creates a secret from 24 to 64 random bytes.
  ///
  /// - Throws: `ConfigurationError` when there are fewer or more.
  public init(_ bytes: [UInt8]) throws(ConfigurationError) {
    guard (24...64).contains(bytes.count) else {
      throw ConfigurationError(
        path: "webhook.secret", problem: "it has \(bytes.count) bytes; 24 to 64 are needed")
    }
    key = SymmetricKey(data: bytes)
  }

  /// Creates a secret from its usual text: `whsec_` and base64.
  ///
  /// - Throws: `ConfigurationError` when it is something else; the text is not repeated in it.
  public init(text: String) throws(ConfigurationError) {
    let prefix = "whsec_"
    guard text.hasPrefix(prefix),
      let data = Data(base64Encoded: String(text.dropFirst(prefix.count)))
    else {
      throw ConfigurationError(
        path: "webhook.secret", problem: "it must be whsec_ followed by base64 of 24 to 64 bytes")
    }
    try self.init([UInt8](data))
  }

  /// The signature of a body, as it stands in the header `webhook-signature`.
  ///
  /// - Parameters:
  ///   - body: the body, byte for byte.
  ///   - id: the header `webhook-id`.
  ///   - seconds: the header `webhook-timestamp`, in Unix seconds.
  public func signature(of body: [UInt8], id: String, at seconds: Int64) -> String {
    var code = HMAC<SHA256>(key: key)
    code.update(data: Data("\(id).\(seconds).".utf8))
    code.update(data: body)
    return "v1," + Data(code.finalize()).base64EncodedString()
  }

  public var description: String { "a secret" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
