import Alerts
import Proximity

/// What a site has laid down about alerts and about the data, as far as it has been read.
struct SiteLaws {
  var purposes: [(purpose: Purpose, wording: PurposeWording)]
  var rules: VenueRules
  var topics: [SiteTopic]
  var alerts: [(alert: AlertPolicy, wording: AlertWording)]
  var controller: Controller?
  var entitlements: Entitlements?
  var contents: [SiteContent]
  var counting: SiteCounting?

  /// The policy, for which all times are quiet until somebody who has a clock says otherwise.
  var policy: Policy {
    get throws(ConfigurationError) {
      try Policy(
        purposes: purposes.map(\.purpose), alerts: alerts.map(\.alert),
        topics: topics.map(\.topic), channels: rules.channels, caps: rules.caps, gap: rules.gap,
        warmUpVisits: rules.warmUpVisits, holdOut: rules.holdOut, arbitration: rules.arbitration,
        allowsDigests: rules.allowsDigests,
        quiet: QuietCalendar(covering: .min ..< .min, quiet: []))
    }
  }

  var topicNames: [TopicName] {
    topics.compactMap { topic in topic.name.map { TopicName(id: topic.topic.id, name: $0) } }
  }
}

extension SiteReader {
  /// Reads purposes, alerts and all that holds for them, noting the names of the purposes.
  mutating func laws(
    _ fields: Fields, _ places: Names<Place>, _ brands: Names<Brand>,
    _ purposeNames: inout Names<Purpose>
  ) -> SiteLaws {
    var channels = Names<Channel>("channel")
    let purposes = purposes(fields["purposes"], &purposeNames)
    let rules = venueRules(fields, &channels)
    let topics = topics(fields["topics"])
    let names = AlertNames(
      places: places, brands: brands, purposes: purposeNames, channels: channels, topics: topics)
    let alerts = alerts(fields["alerts"], names, within: rules.caps)
    let controller = controller(fields["controller"])
    let entitlements = entitlements(
      fields["entitlements"], purposes.map(\.wording), purposeNames)
    let contents = contents(fields["contents"])
    let counting = counting(fields["counting"], purposeNames)
    if !purposes.isEmpty { demandPromises(fields) }
    return SiteLaws(
      purposes: purposes, rules: rules, topics: topics, alerts: alerts, controller: controller,
      entitlements: entitlements, contents: contents, counting: counting)
  }

  /// A live site that asks for consent says in which languages, and that nobody loses by refusing.
  private mutating func demandPromises(_ fields: Fields) {
    if fields["languages"] == nil {
      demand(
        "languages", of: fields.item,
        because: "shoppers consent to what they can read: add 'languages: [en]'")
    }
    if fields["entitlements"] == nil {
      demand(
        "entitlements", of: fields.item,
        because: "nobody gets less for refusing: add 'entitlements: {everyone: [entry], "
          + "with-consent: [{benefit-of: offers}]}'")
    }
  }
}
