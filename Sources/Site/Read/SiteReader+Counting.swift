import Alerts
import Proximity

extension SiteReader {
  /// Reads how visitors are counted; nothing, and so nobody is, when the key is missing.
  mutating func counting(_ item: Item?, _ purposes: Names<Purpose>) -> SiteCounting? {
    let fields = fields(
      item, required: ["purpose": "counting"], optional: ["contribution", "threshold", "margin"])
    let purpose = declaredPurpose(fields?["purpose"], purposes, for: "counting")
    let contribution = wholeNumber(
      fields?["contribution"], "a number of hours", in: SiteCounting.contributions)
    let threshold = wholeNumber(
      fields?["threshold"], "a number of visitors", in: SiteCounting.thresholds)
    let margin = wholeNumber(fields?["margin"], "a number of visitors", in: SiteCounting.margins)
    guard let purpose else { return nil }
    return SiteCounting(
      purpose: purpose, contribution: contribution ?? 2, threshold: threshold ?? 10, margin: margin)
  }
}
