public import Proximity

/// A send that has been charged: reserved before it is delivered, and confirmed after.
public struct Reservation: Equatable, Sendable, Codable {
  /// Its number in the page, from 1 and never used again; with the shopper's pseudonym, the key
  /// by which a recipient tells a repeated delivery from a new one.
  public var number: Int
  /// The alert.
  public var alert: AlertID
  /// On whose behalf.
  public var brand: BrandID
  /// The purpose under which it was reserved.
  public var purpose: PurposeID
  /// What the alert is about.
  public var topic: TopicID?
  /// By which way.
  public var channel: ChannelID?
  /// Which rules held for it.
  public var `class`: AlertClass
  /// Whether it is really sent.
  public var mode: Mode
  /// The visit in which it was sent.
  public var visit: Int
  /// The epoch of the consent under which it was reserved.
  public var epoch: Epoch
  /// When it was reserved.
  public var time: LedgerTime
  /// How far it has come.
  public var state: State
  /// The number of the reservation that pays for the slot; 0 when it does so itself. Half the size of
  /// an `Int`, it fits into the cache lines that a decision reads anyway.
  var payer: UInt32 = 0

  /// For an alert that goes out in the message of another one, the reservation of that one, which
  /// pays for the slot of both.
  public var digest: Int? { paysItself ? nil : Int(payer) }

  /// Whether it takes a slot of its own.
  var paysItself: Bool { payer == 0 }

  /// How far a reservation has come.
  public enum State: String, Hashable, Sendable, Codable, CaseIterable {
    /// It may or may not have been delivered.
    case reserved
    /// It has been delivered.
    case confirmed
    /// It is certain that it has not been delivered; it no longer counts.
    case released
  }
}
