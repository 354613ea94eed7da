/// How close a shopper is to a place.
@frozen
public enum Zone: UInt8, BitwiseCopyable, Hashable, Sendable, Codable, CaseIterable {
  /// Not heard, or not for long enough to say.
  case unknown = 0
  /// Heard, and outside the place.
  case far = 1
  /// Inside the place's radius.
  case near = 2
  /// Within one metre of one of the place's receivers.
  case immediate = 3

  /// Whether the shopper is at the place: `near` or `immediate`.
  @inlinable
  public var isPresent: Bool { rawValue >= Zone.near.rawValue }
}

extension Zone: CustomStringConvertible {
  /// The word that files and people use: `immediate`, `near`, `far`, `unknown`.
  public var description: String {
    switch self {
    case .unknown: "unknown"
    case .far: "far"
    case .near: "near"
    case .immediate: "immediate"
    }
  }
}
