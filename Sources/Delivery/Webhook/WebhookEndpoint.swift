internal import Foundation
public import Proximity

/// Where a webhook delivers to: `https` anywhere, `http` only on this machine.
public struct WebhookEndpoint: Equatable, Sendable, CustomStringConvertible {
  /// The URL.
  public let description: String

  /// Creates an endpoint from a URL such as `https://push.example/alerts`.
  ///
  /// - Throws: `ConfigurationError` when it is no URL, would send alerts in the clear, or holds a
  ///   user name, a password or a fragment.
  public init(_ url: String) throws(ConfigurationError) {
    func refuse(_ problem: String) -> ConfigurationError {
      ConfigurationError(path: "webhook.url", problem: problem)
    }
    guard url.utf8.count <= 2048, let parts = URLComponents(string: url),
      let host = parts.host, !host.isEmpty
    else { throw refuse("it is not a URL with a host, such as https://push.example/alerts") }
    switch parts.scheme?.lowercased() {
    case "https": break
    case "http":
      guard Self.isLoopback(host) else {
        throw refuse("alerts would travel in the clear; use https, or http on this machine only")
      }
    default: throw refuse("its scheme must be https")
    }
    guard parts.user == nil, parts.password == nil else {
      throw refuse("it must not hold a user name or a password; the signature stands for both")
    }
    guard parts.fragment == nil else { throw refuse("it must not have a fragment") }
    description = url
  }

  /// Whether a host is this machine by its very name, without asking anybody.
  private static func isLoopback(_ host: String) -> Bool {
    let host = host.lowercased()
    if host == "localhost" || host == "::1" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
