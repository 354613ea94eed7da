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

  /// Creates a purpose.
  public init(id: PurposeID, text: String, benefit: String, version: Int = 1) {
    self.id = id
    self.text = text
    self.benefit = benefit
    self.version = version
  }
}
