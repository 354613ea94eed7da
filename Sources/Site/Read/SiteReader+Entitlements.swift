import Alerts
import Proximity

/// Something a shopper is entitled to, as the file states it.
private struct Entitlement {
  var item: Item
  var name: LocalText
  /// What it costs.
  var price: Float
}

extension SiteReader {
  /// Reads what everybody gets and what those who consented get, and refuses any penalty for the
  /// others: a service withheld, or a surcharge.
  mutating func entitlements(
    _ item: Item?, _ purposes: [PurposeWording], _ names: Names<Purpose>
  ) -> Entitlements? {
    guard
      let fields = fields(
        item,
        required: [
          "everyone": "[entry, returns]", "with-consent": "[{benefit-of: offers}]",
        ], optional: [])
    else { return nil }
    var everyone: [Entitlement] = []
    var benefits: [PurposeID] = []
    for item in list(fields["everyone"], of: "services", atMost: 256) ?? [] {
      guard let service = entitlement(item) else { continue }
      everyone.append(service)
    }
    for item in list(fields["with-consent"], of: "services and benefits", atMost: 256) ?? [] {
      if item.entry("benefit-of") != nil {
        let fields = self.fields(item, required: ["benefit-of": "offers"], optional: [])
        if let purpose = reference(fields?["benefit-of"], to: names) { benefits.append(purpose) }
      } else if let purpose = purposes.first(where: { $0.benefit.isTold(by: item.text) }) {
        benefits.append(purpose.id)
      } else if let service = entitlement(item) {
        refusePenalty(service, everyone)
      }
    }
    return Entitlements(everyone: everyone.map(\.name), benefits: benefits)
  }

  private mutating func entitlement(_ item: Item) -> Entitlement? {
    guard case .mapping = item.content else {
      return plainOrLocalText(item, "the name of a service").map {
        Entitlement(item: item, name: $0, price: 0)
      }
    }
    if item.entry("service") == nil, !languages.isEmpty,
      languages.contains(where: { item.entry($0.description) != nil })
    {
      return localText(item, "the name of a service").map {
        Entitlement(item: item, name: $0, price: 0)
      }
    }
    let fields = fields(item, required: ["service": "returns"], optional: ["price"])
    let name = plainOrLocalText(fields?["service"], "the name of a service")
    let price = number(fields?["price"], "a price", in: 0...1_000_000)
    return name.map { Entitlement(item: item, name: $0, price: price ?? 0) }
  }

  private mutating func refusePenalty(_ service: Entitlement, _ everyone: [Entitlement]) {
    // In every language, so that no translation promises more.
    guard let same = everyone.first(where: { $0.name == service.name }) else {
      report(
        service.item,
        "expected a service that everyone gets or {benefit-of: a purpose}, "
          + "found \(quoted(service.name.first)), which is withheld from those who refuse",
        advice: "nobody gets less for refusing: add it to 'everyone', or declare it as a benefit")
      return
    }
    guard same.price != service.price else { return }
    report(
      service.item,
      "expected the price that everyone pays (\(shown(same.price))), found \(shown(service.price)): "
        + "a surcharge for those who refuse",
      advice: "nobody pays for refusing")
  }
}

extension LocalText {
  /// Whether a text is one of its translations.
  fileprivate func isTold(by text: String?) -> Bool {
    texts.contains { $0.text == text }
  }
}
