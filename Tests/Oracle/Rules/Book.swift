package import Alerts
import Proximity

/// What the rules know of one shopper, in plain lists of which nothing is ever thrown away early.
package struct Book: Equatable {
  package struct Said: Equatable {
    var purpose: PurposeID
    var version: Int
    var epoch: Epoch
    var isGiven: Bool
    var until: LedgerTime?
  }

  package struct Send: Equatable {
    var number: Int
    var alert: AlertID
    var brand: BrandID
    var purpose: PurposeID
    var topic: TopicID?
    var channel: ChannelID?
    var `class`: AlertClass
    var mode: Mode
    var visit: Int
    var epoch: Epoch
    var time: LedgerTime
    var state: Reservation.State
    /// The message it went out with, if not its own.
    var digest: Int?
  }

  package struct Visit: Equatable {
    var number: Int
    var place: PlaceID
    var zone: Zone
    var heard: LedgerTime
    var stay: Stay?
  }

  package struct Stay: Equatable {
    var ordinal: Int
    var since: LedgerTime
    var dwell: Duration
    var away: Duration?
  }

  var said: [Said] = []
  var withdrawn: Epoch?
  package var isErased = false
  var isMinor = false
  var isStaff = false
  var leaveMeAlone = LeaveMeAlone.no
  var interests: [TopicID] = []
  var wishes = Preferences.none
  var visits: [Visit] = []
  var visitCount = 0
  var sends: [Send] = []
  var latest = LedgerTime.min

  package init() {}

  /// What a page says, but for what is between the page and itself.
  package init(_ page: Page) {
    said = page.consents.map {
      Said(
        purpose: $0.purpose, version: $0.version, epoch: $0.epoch, isGiven: $0.isGiven,
        until: $0.until)
    }
    withdrawn = page.withdrawn
    (isErased, isMinor, isStaff) = (page.isErased, page.isMinor, page.isStaff)
    (leaveMeAlone, interests, wishes) = (page.leaveMeAlone, page.interests, page.preferences)
    visits = page.visits.map { visit in
      Visit(
        number: visit.number, place: visit.place, zone: visit.zone, heard: visit.heard,
        stay: visit.stay.map {
          Stay(ordinal: $0.ordinal, since: $0.since, dwell: $0.dwell, away: $0.away)
        })
    }
    visitCount = page.visitCount
    sends = page.reservations.map {
      Send(
        number: $0.number, alert: $0.alert, brand: $0.brand, purpose: $0.purpose, topic: $0.topic,
        channel: $0.channel, class: $0.class, mode: $0.mode, visit: $0.visit, epoch: $0.epoch,
        time: $0.time, state: $0.state, digest: $0.digest)
    }
    latest = page.latest
  }

  /// What alerts of a mode have to mind: a live alert sees live ones only, a trial sees all.
  func seen(by mode: Mode) -> [Send] {
    sends.filter { $0.state != .released && (mode == .shadow || $0.mode == .live) }
  }

  /// What went out together in one message counts once.
  func slots(for mode: Mode) -> [Send] { seen(by: mode).filter { $0.digest == nil } }

  func consent(to purpose: PurposeID) -> Said? { said.first { $0.purpose == purpose } }
}
