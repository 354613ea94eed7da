/// How fast an Eddystone-EID beacon changes its identifier: every 2^K seconds, K from 0 to 15.
public struct RotationExponent: Hashable, Sendable {
  /// K.
  public let rawValue: UInt8

  /// Creates an exponent, or nothing when it is not 0 to 15.
  public init?(_ rawValue: Int) {
    guard (0...15).contains(rawValue) else { return nil }
    self.rawValue = UInt8(rawValue)
  }

  /// 15: a period of 9 hours.
  static let slowest = RotationExponent(unchecked: 15)

  private init(unchecked rawValue: UInt8) { self.rawValue = rawValue }

  /// The length of one period.
  public var period: Duration { .seconds(1 << Int64(rawValue)) }
}
