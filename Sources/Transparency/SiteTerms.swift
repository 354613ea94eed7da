internal import Alerts
internal import Proximity
internal import Site

/// What is laid down at a site, in the words of one language.
struct SiteTerms {
  let site: Site
  let language: Language
  /// What each purpose says and gives, without the one that gates the facts if it has no text.
  let purposes: [(id: PurposeID, text: String, benefit: String)]

  init(_ site: Site, in language: Language) throws(TransparencyError) {
    let spoken = site.languages.isEmpty ? [Language.default] : site.languages
    guard spoken.contains(language) else {
      throw .languageNotSpoken(language, spoken: spoken)
    }
    self.site = site
    self.language = language
    purposes = site.purposeWordings.map { wording in
      (
        wording.id, wording.text[language] ?? wording.text.first,
        wording.benefit[language] ?? wording.benefit.first
      )
    }
  }

  var policy: Policy { site.policy }
  /// The purposes to which a yes runs out, and when.
  var lasting: [(purpose: PurposeID, lasts: Duration)] {
    policy.purposes.compactMap { purpose in purpose.lasts.map { (purpose.id, $0) } }
  }
  /// Whoever answers for the data, as far as the file says.
  var controller: String { site.controller?.name ?? site.name }
  var places: [String] { site.floor.places.map { name(of: $0.id) } }
  /// What everybody gets.
  var services: [String] { site.entitlements?.everyone.map { $0[language] ?? $0.first } ?? [] }

  /// What people call a place, or else its id.
  func name(of place: PlaceID) -> String {
    zip(site.floor.places, site.placeNames).first { $0.0.id == place }?.1?[language]
      ?? place.description
  }

  /// What people call a topic, or else its id.
  func name(of topic: TopicID) -> String {
    site.topicNames.first { $0.id == topic }?.name[language] ?? topic.description
  }

  /// Whoever can have an alert sent.
  var brands: [String] {
    var seen: [BrandID] = []
    for brand in site.brands + policy.alerts.map(\.brand) where !seen.contains(brand) {
      seen.append(brand)
    }
    return seen.map(\.description)
  }
  /// How long the page of a shopper reaches back.
  var memory: Duration { PageLimits.memory }
  /// How long the end of a visit is known, so that the next one is a return: as long as anything, or
  /// longer where the site says so.
  var returnMemory: Duration { max(site.floor.visits.memory, memory) }
  var hasPromotions: Bool { policy.alerts.contains { $0.class == .promotion && $0.mode == .live } }
  var hasSafety: Bool { policy.alerts.contains { $0.class == .safety && $0.mode == .live } }
  var hasAlerts: Bool { policy.alerts.contains { $0.mode == .live } }
  var hasSensitiveTopics: Bool { policy.topics.contains(where: \.isSensitive) }
  var hasTrials: Bool { policy.alerts.contains { $0.isPilot || $0.mode == .shadow } }
  var isHoldingOut: Bool { policy.holdOut.share > 0 }
}

/// One alert, in the words of one language.
struct AlertTerms {
  let alert: AlertPolicy
  let purpose: (text: String, benefit: String)
  /// What the shopper reads.
  let text: String?
  let lockScreen: String?
  /// What the shopper gets by it: the answer of the alert, or else the benefit of its purpose.
  let gets: String
  /// Where it becomes due.
  let place: String
  /// What it is about.
  let topic: String?
  /// Nobody but the shopper who asked for it is told what the topic is.
  let isSensitive: Bool
  /// The longer of the venue's and the brand's.
  let gap: Duration

  /// What may be shown to whoever looks on: of a sensitive topic no more than a locked screen shows.
  var shownText: String? { isSensitive ? lockScreen : text }

  init(_ alert: AlertPolicy, _ terms: SiteTerms) {
    self.alert = alert
    let purpose = terms.purposes.first { $0.id == alert.purpose }
    self.purpose = (purpose?.text ?? "", purpose?.benefit ?? "")
    let wording = terms.site.wording(of: alert.id)
    text = wording?.text?[terms.language]
    lockScreen = wording?.lockScreen?[terms.language]
    // An answer for the files alone may be in one language only.
    let gets = wording?.answers.map(\.gets)
    let isTranslated = gets?.texts.count == max(terms.site.languages.count, 1)
    self.gets = (isTranslated ? gets?[terms.language] : nil) ?? purpose?.benefit ?? ""
    place = terms.name(of: alert.trigger.place)
    topic = alert.topic.map { terms.name(of: $0) }
    isSensitive = terms.policy.topics.contains { $0.id == alert.topic && $0.isSensitive }
    gap = max(terms.policy.gap, alert.gap ?? .zero)
  }
}
