import Alerts
import Control
import Ledger
import Proximity
import Site

extension StoreDesk {
  /// Takes down consent; with that to `presence` the shopper is recognised from then on.
  func consent(
    _ shopper: ShopperID, _ given: ConsentGiven, as role: ControlRole
  ) async throws(LedgerError) -> ControlReply {
    guard let enrolment = try await books.enrolment(of: shopper) else { throw .stranger }
    let site = site
    let isPresence = given.purpose.description == Site.presence
    try requireAsked(given.purpose)
    let language = try spoken(given.language)
    let purpose = site.policy.purpose(given.purpose)
    let current = purpose?.version ?? 1
    guard given.version == current else {
      throw .invalid(
        "the shopper read version \(given.version) of '\(given.purpose)', and \(current) holds: "
          + "show the present text and ask again")
    }
    let moment = moment
    let until = purpose?.lasts.map { moment.now + $0 }
    let receipt = site.receipt(
      .given, of: shopper, for: [given.purpose], at: moment.now, until: until, in: language,
      by: given.method)
    try await books.record(receipt, at: moment)
    // Who has answered is not asked.
    _ = try await books.takeAsking(given.purpose, version: given.version, of: shopper)
    try await update(shopper) { page in
      .consented(
        given.purpose, version: given.version, epoch: page.epoch(at: moment.now), until: until)
    }
    try await books.note(.change, of: shopper, by: Role(role), at: moment)
    if isPresence { post(.admit(enrolment, until: until)) }
    return .done(Receipt(number: receipt.number.description))
  }

  /// Takes back consent to a purpose, or to all. It holds as soon as the page is durable: what waits
  /// to be delivered is called off, and without `presence` the shopper is a stranger again.
  func withdraw(
    _ shopper: ShopperID, _ purpose: PurposeID?, as role: ControlRole
  ) async throws(LedgerError) -> ControlReply {
    guard try await books.enrolment(of: shopper) != nil else { throw .stranger }
    let moment = moment
    let page = try await books.page(shopper).0
    if let purpose, !isAsked(purpose), page.consent(to: purpose) == nil {
      throw .invalid(
        "the site asks for no purpose '\(purpose)', and the shopper has consented to none of that "
          + "name: nothing was withdrawn; without a purpose, everything is")
    }
    let consents = page.consents.filter(\.isGiven).map(\.purpose)
    // First what is heard and sent, then the paper.
    if purpose == nil || purpose?.description == Site.presence { post(.dismiss(shopper)) }
    try await update(shopper) { page in
      let epoch = page.epoch(at: moment.now)
      return purpose.map { .withdrew($0, epoch: epoch) } ?? .withdrewAll(epoch: epoch)
    }
    // After the page, which whoever counts reads.
    if let purpose, purpose == site.counting?.purpose { post(.uncount(shopper)) }
    await callOff(shopper)
    try await books.note(.change, of: shopper, by: Role(role), at: moment)
    let purposes = purpose.map { [$0] } ?? consents
    guard !purposes.isEmpty else { return .done(Receipt()) }
    let receipt = site.receipt(
      .withdrawn, of: shopper, for: purposes, at: moment.now,
      in: await language(of: shopper), by: "counter")
    try await books.record(receipt, at: moment)
    return .done(Receipt(number: receipt.number.description))
  }

  /// Erases a shopper from the books, the gateway and the queues.
  func erase(_ shopper: ShopperID) async throws(LedgerError) -> ControlReply {
    post(.dismiss(shopper))
    let receipt = try await books.erase(shopper, at: moment)
    await callOff(shopper)
    unlearn(shopper)
    guard receipt.wasKnown else { throw .stranger }
    return .done(Receipt(number: receipt.number.description))
  }
}

extension Site {
  /// The receipt of what a shopper said.
  fileprivate func receipt(
    _ said: ConsentReceipt.Said, of shopper: ShopperID, for purposes: [PurposeID],
    at time: LedgerTime, until: LedgerTime? = nil, in language: Language, by method: String
  ) -> ConsentReceipt {
    var random = SystemRandomNumberGenerator()
    return ConsentReceipt(
      said, by: shopper,
      to: purposes.map { purpose in
        ConsentedPurpose(
          purpose, version: policy.purpose(purpose)?.version ?? 1,
          text: text(of: purpose, in: language))
      }, at: time, until: until, number: .random(using: &random), jurisdiction: jurisdiction,
      method: method,
      language: language.description,
      controllers: [
        Ledger.Controller(
          name: controller?.name ?? name, contact: controller?.contact ?? name,
          email: controller?.officer ?? controller?.contact ?? name)
      ], policyURL: controller?.policy ?? controller?.contact ?? name, service: name,
      isSensitive: false)
  }

  /// Whose law holds; where the file does not say, the time zone has to tell where the store is.
  private var jurisdiction: String { controller?.jurisdiction ?? zone.description }
}
