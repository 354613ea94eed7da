public import Proximity

/// How far a shopper's consent to a purpose has come: one number per page that only grows, raised
/// by each giving and each withdrawal.
///
/// What was reserved under one epoch may not be delivered under another.
public struct Epoch: RawRepresentable, Hashable, Comparable, Sendable {
  /// The number, from 1.
  public var rawValue: UInt64

  /// Creates an epoch.
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  public static func < (left: Epoch, right: Epoch) -> Bool { left.rawValue < right.rawValue }
}

extension Epoch: Codable {}

/// What a shopper last said to a purpose.
public struct Consent: Equatable, Sendable, Codable {
  /// The purpose.
  public var purpose: PurposeID
  /// Which wording of it the shopper read.
  public var version: Int
  /// When it was said, in the order of everything said.
  public var epoch: Epoch
  /// Whether consent was given; otherwise it was withdrawn.
  public var isGiven: Bool
  /// Until when it holds; without it, until it is withdrawn.
  public var until: LedgerTime?

  /// Creates a consent.
  public init(
    purpose: PurposeID, version: Int, epoch: Epoch, isGiven: Bool = true, until: LedgerTime? = nil
  ) {
    self.purpose = purpose
    self.version = version
    self.epoch = epoch
    self.isGiven = isGiven
    self.until = until
  }

  /// Whether it was given, to that wording or a later one, and has not run out by that time.
  public func holds(for version: Int, at now: LedgerTime) -> Bool {
    isGiven && self.version >= version && until.map { now < $0 } ?? true
  }
}
