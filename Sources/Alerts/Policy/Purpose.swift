public import Proximity

/// What the shop asks consent for, and what the shopper gets for it.
public struct Purpose: Equatable, Sendable {
  /// Its name.
  public var id: PurposeID
  /// What is done with the data, in the words the shopper read.
  public var text: String
  /// What the shopper gets for it; never empty.
  public var benefit: String
  /// Which wording this is, from 1; consent to an earlier one does not hold for it.
  public var version: Int
  /// How long a consent holds, 1 day to 10 years; without it, until it is withdrawn.
  public var lasts: Duration?

  /// The least and the most that a consent may last.
  public static let terms: ClosedRange<Duration> = .seconds(86_400) ... .seconds(3_650 * 86_400)

  /// Creates a purpose.
  public init(
    id: PurposeID, text: String, benefit: String, version: Int = 1, lasts: Duration? = nil
  ) {
    self.id = id
    self.text = text
    self.benefit = benefit
    self.version = version
    self.lasts = lasts
  }
}
