import Alerts
import Proximity

extension SiteReader {
  /// Reads the purposes, noting their names.
  mutating func purposes(
    _ item: Item?, _ names: inout Names<Purpose>
  ) -> [(purpose: Purpose, wording: PurposeWording)] {
    guard item != nil else { return [] }
    guard let items = list(item, of: "purposes", atMost: PageLimits.consents) else {
      names.isComplete = false
      return []
    }
    return items.compactMap { item in
      let fields = fields(
        item,
        required: [
          "id": "offers", "text": "what is done with the data", "benefit": "what the shopper gets",
          "version": "1",
        ], optional: ["lasts"])
      let id = declaration(fields?["id"], in: &names)
      let text = localText(fields?["text"], "a text that says what is done with the data")
      let benefit = localText(
        fields?["benefit"], "a text that says what the shopper gets for it")
      let version = wholeNumber(fields?["version"], "a number", in: 1...Int(Int32.max))
      let lasts = duration(fields?["lasts"], "a duration", in: Purpose.terms)
      guard let id, let text, let benefit, let version else { return nil }
      return (
        Purpose(
          id: id, text: text.first, benefit: benefit.first, version: version, lasts: lasts),
        PurposeWording(id: id, text: text, benefit: benefit)
      )
    }
  }

  /// Reads a list of frequency caps; nothing when the key is missing.
  mutating func caps(_ item: Item?) -> [Cap]? {
    guard let items = list(item, of: "caps", atLeast: 1, atMost: PageLimits.caps) else {
      return nil
    }
    return items.compactMap { item in
      let fields = fields(item, required: ["count": "2", "per": "24h"], optional: [])
      let count = wholeNumber(fields?["count"], "a number", in: Cap.counts)
      let per = duration(fields?["per"], "a duration", in: Cap.windows)
      guard let count, let per else { return nil }
      return Cap(count: count, per: per)
    }
  }

  /// Reads the alerts, which may only tighten what the venue lays down.
  mutating func alerts(
    _ item: Item?, _ names: AlertNames, within venue: [Cap]
  ) -> [(alert: AlertPolicy, wording: AlertWording)] {
    var declared = Names<AlertPolicy>("alert")
    return (list(item, of: "alerts", atMost: 4096) ?? []).compactMap { item in
      let fields = fields(
        item,
        required: [
          "id": "tea-offer", "brand": "house", "purpose": "offers", "class": "promotion",
          "trigger": "{place: tea, zone: near}",
        ],
        optional: [
          "topic", "channel", "caps", "gap", "text", "lock-screen", "mode", "pilot", "ends",
          "answers",
        ])
      let id = declaration(fields?["id"], in: &declared)
      let brand = reference(fields?["brand"], to: names.brands)
      let purpose = declaredPurpose(fields?["purpose"], names.purposes, for: "alerts")
      let alertClass = choice(
        fields?["class"],
        ["service": AlertClass.service, "promotion": .promotion, "safety": .safety])
      let trigger = trigger(fields?["trigger"], at: names.places)
      guard let fields else { return nil }
      var alert = extras(of: fields, names, within: venue)
      guard let id, let brand, let purpose, let alertClass, let trigger else { return nil }
      alert.head = (id, brand, purpose, alertClass, trigger)
      demandAnswers(alert, item)
      return alert.values
    }
  }

  /// Reads what an alert may leave out.
  private mutating func extras(
    of fields: Fields, _ names: AlertNames, within venue: [Cap]
  ) -> AlertDraft {
    var alert = AlertDraft()
    alert.topic = identifier(fields["topic"], "the name of a topic")
    alert.channel = reference(fields["channel"], to: names.channels)
    alert.caps = tighterCaps(fields["caps"], within: venue)
    alert.gap = duration(fields["gap"], "a duration", in: .zero...PageLimits.memory)
    alert.text = localText(fields["text"], "a text that the shopper reads")
    alert.lockScreen = localText(fields["lock-screen"], "a text that a locked screen may show")
    alert.mode = choice(fields["mode"], ["live": Mode.live, "shadow": .shadow]) ?? .live
    alert.isPilot = flag(fields["pilot"]) ?? false
    alert.ends = time(fields["ends"])
    alert.answers = answers(fields["answers"])
    if alert.isPilot, fields["ends"] == nil {
      report(
        fields.item, "expected the key 'ends' for a pilot, found none",
        advice: "a trial has an end: add 'ends: 2026-12-31T18:00:00Z'")
    }
    if let name = alert.topic, let topic = names.topics.first(where: { $0.topic.id == name }),
      topic.topic.isSensitive
    {
      let shown = fields["lock-screen"].flatMap { item in alert.lockScreen.map { (item, $0) } }
      if fields["lock-screen"] == nil || shown != nil {
        refuseDetail(on: shown, of: fields.item, about: topic)
      }
    }
    return alert
  }

  /// Reads the name of a purpose other than the one that gates the facts.
  mutating func declaredPurpose(
    _ item: Item?, _ purposes: Names<Purpose>, for use: String
  ) -> PurposeID? {
    guard let item, case .text(Site.presence, _) = item.content else {
      return reference(item, to: purposes)
    }
    report(
      item, "expected a purpose of its own, found \"\(Site.presence)\"",
      advice: "it gates the facts; declare another purpose for \(use)")
    return nil
  }

  private mutating func trigger(_ item: Item?, at places: Names<Place>) -> Trigger? {
    let fields = fields(
      item, required: ["place": "tea", "zone": "near"], optional: ["dwell", "returning"])
    let place = reference(fields?["place"], to: places)
    let zone = choice(fields?["zone"], ["immediate": Zone.immediate, "near": .near])
    let dwell = duration(fields?["dwell"], "a duration", in: .seconds(1) ... .seconds(86_400))
    let returning = flag(fields?["returning"]) ?? false
    guard let place, let zone else { return nil }
    return Trigger(place: place, zone: zone, dwell: dwell, returning: returning)
  }

  /// Reads the caps of an alert, of which none may promise more than the venue allows anyway.
  private mutating func tighterCaps(_ item: Item?, within venue: [Cap]) -> [Cap] {
    guard let item, let caps = caps(item), case .list(let items) = item.content,
      caps.count == items.count
    else { return [] }
    for (cap, item) in zip(caps, items) {
      guard let limit = venue.first(where: { $0.per >= cap.per && $0.count < cap.count }) else {
        continue
      }
      report(
        item, "expected a cap no looser than the venue's \(limit.text), found \(cap.text)",
        advice: "a brand may only tighten")
    }
    return caps
  }
}

extension Cap {
  /// Such as `2 per 24 h`.
  var text: String { "\(count) per \(per.text)" }
}
