import Alerts
import Proximity

/// The names that alerts refer to.
struct AlertNames {
  var places: Names<Place>
  var brands: Names<Brand>
  var purposes: Names<Purpose>
  var channels: Names<Channel>
  var topics: [SiteTopic]
}

/// An alert as far as it has been read.
struct AlertDraft {
  var head: (id: AlertID, brand: BrandID, purpose: PurposeID, class: AlertClass, trigger: Trigger)?
  var topic: TopicID?
  var channel: ChannelID?
  var caps: [Cap] = []
  var gap: Duration?
  var text: LocalText?
  var lockScreen: LocalText?
  var mode = Mode.live
  var isPilot = false
  var ends: LedgerTime?
  var answers: Answers?

  /// The alert policy and its words; nothing while what every alert has is missing.
  var values: (alert: AlertPolicy, wording: AlertWording)? {
    head.map { head in
      (
        AlertPolicy(
          id: head.id, brand: head.brand, purpose: head.purpose, class: head.class, topic: topic,
          channel: channel, trigger: head.trigger, caps: caps, gap: gap, text: text?.first,
          lockScreen: lockScreen?.first, isPilot: isPilot, ends: ends, mode: mode),
        AlertWording(id: head.id, text: text, lockScreen: lockScreen, answers: answers)
      )
    }
  }
}

extension AlertPolicy {
  /// Whether it must answer for itself: what is really sent, unless it protects the shopper.
  var needsAnswers: Bool { self.class != .safety && mode == .live }
}

extension SiteReader {
  /// Reads the three answers of an alert.
  mutating func answers(_ item: Item?) -> Answers? {
    let fields = fields(
      item,
      required: [
        "gets": "what the shopper gets", "satisfaction": "how it raises satisfaction",
        "visit": "how it betters the visit",
      ], optional: [])
    let gets = plainOrLocalText(fields?["gets"], "what the shopper gets")
    let satisfaction = plainOrLocalText(
      fields?["satisfaction"], "how it raises the shopper's satisfaction")
    let visit = plainOrLocalText(fields?["visit"], "how it betters the visit")
    guard let gets, let satisfaction, let visit else { return nil }
    return Answers(gets: gets, satisfaction: satisfaction, visit: visit)
  }

  /// An alert of a live site says what it is good for.
  mutating func demandAnswers(_ alert: AlertDraft, _ item: Item) {
    guard item.entry("answers") == nil, alert.values?.alert.needsAnswers == true else { return }
    demand(
      "answers", of: item,
      because: "an alert says what the shopper gets, how it raises satisfaction and how it betters "
        + "the visit: add 'answers: {gets: …, satisfaction: …, visit: …}'")
  }
}
