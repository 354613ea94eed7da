public import Proximity

/// Something that happened to one shopper, and may change what can be sent.
public enum Event: Equatable, Sendable, Codable {
  /// The shopper's zone at a place changed.
  case zone(PlaceID, Zone)
  /// A visit has begun or gone on: entered, returned or dwelled. `since` is its beginning and the
  /// same each time; `away` is there for a return visit.
  case visit(PlaceID, since: LedgerTime, dwell: Duration, away: Duration?)
  /// A visit has ended, or nobody knows how it ended.
  case departed(PlaceID)
  /// The deadline of the last step has been reached.
  case time
  /// The shopper consented to a wording of a purpose; for ever, unless it is said until when.
  case consented(PurposeID, version: Int, epoch: Epoch, until: LedgerTime? = nil)
  /// The shopper withdrew consent to a purpose.
  case withdrew(PurposeID, epoch: Epoch)
  /// The shopper withdrew consent to everything.
  case withdrewAll(epoch: Epoch)
  /// The shopper is to be erased.
  case erased
  /// The shopper wants, or no longer wants, to be left alone.
  case leaveMeAlone(LeaveMeAlone)
  /// The shopper declared an interest in a topic; for a sensitive one, this is the opt-in.
  case declared(TopicID)
  /// The shopper is no longer interested in a topic.
  case undeclared(TopicID)
  /// The shopper asked for other caps or another gap.
  case preferred(Preferences)
  /// The shopper was enrolled as a minor or as staff, or no longer counts as either.
  case flagged(isMinor: Bool, isStaff: Bool)
  /// The shopper swept an alert away unread.
  case dismissed(reservation: Int)
  /// The shopper left an alert where it was until it was no use any more.
  case ignored(reservation: Int)
  /// A reserved alert has been delivered.
  case confirmed(reservation: Int)
  /// It is certain that a reserved alert has not been delivered.
  case released(reservation: Int)
}
