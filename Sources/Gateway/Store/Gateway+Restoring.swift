import Alerts
public import Ledger
public import Proximity
import Site

extension Gateway where Pages: ShopperRegistry & VisitMemory {
  /// Takes over what an earlier gateway kept: everybody who consents to being recognised, and their
  /// visits. Nobody is alerted by that.
  ///
  /// - Parameter now: the time; the gateway's own goes on from it.
  /// - Returns: how many shoppers were taken over, and which visits.
  /// - Throws: `LedgerError` when what was kept cannot be read.
  public mutating func restore(
    at now: Instant
  ) async throws(LedgerError) -> (shoppers: Int, visits: [KeptVisit]) {
    _ = await advance(to: now)
    var taken = (shoppers: 0, visits: [KeptVisit]())
    var cursor: Int64?
    repeat {
      let slice = try await ledger.enrolments(after: cursor, limit: LedgerLimits.slice)
      let pages = try await Self.pages(of: slice.elements, in: ledger)
      for (enrolment, page) in zip(slice.elements, pages) {
        guard let consent = page.recognition(at: site, clock.moment(now).now) else { continue }
        do throws(GatewayError) {
          try take(.admit(enrolment, until: consent.until), at: now)
          taken.shoppers += 1
          // An alert may have waited for a time that has passed meanwhile.
          if !page.visits.isEmpty { deferrals.set(enrolment.shopper, now) }
        } catch {
          counters.notEnrolled += 1
        }
      }
      cursor = slice.next
    } while cursor != nil
    repeat {
      let slice = try await ledger.visits(after: cursor, limit: LedgerLimits.slice)
      for visit in slice.elements where remember(visit) { taken.visits.append(visit) }
      cursor = slice.next
    } while cursor != nil
    return taken
  }

  /// The pages of shoppers in their order. Many are asked for at once: to wait for one after the other
  /// takes twice as long.
  private static func pages(
    of enrolments: [Enrolment], in ledger: Pages
  ) async throws(LedgerError) -> [Page] {
    var pages: [Page] = []
    pages.reserveCapacity(enrolments.count)
    for start in stride(from: 0, to: enrolments.count, by: 256) {
      let part = enrolments[start..<min(start + 256, enrolments.count)]
      let answers = await withTaskGroup(of: (Int, Result<Page, LedgerError>).self) { group in
        for (index, enrolment) in zip(part.indices, part) {
          group.addTask {
            do throws(LedgerError) {
              return (index, .success(try await ledger.page(enrolment.shopper).0))
            } catch {
              return (index, .failure(error))
            }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      for answer in answers.sorted(by: { $0.0 < $1.0 }) { pages.append(try answer.1.get()) }
    }
    return pages
  }

  private mutating func remember(_ visit: KeptVisit) -> Bool {
    guard let shopper = resolver.index(of: visit.shopper), let place = site.floor.place(visit.place)
    else { return false }
    // Who has not been known to be there for so long has been away while nobody listened.
    let isStale = clock.moment(engine.now).now - visit.latest > VisitKeeper.refresh * 2
    let state = isStale && visit.phase == .open ? .steppedOut : visit.phase.remembered
    return engine.remember(
      RememberedVisit(
        began: clock.instant(visit.since),
        lastEvidence: min(clock.instant(visit.latest), engine.now),
        away: visit.away, state: state),
      of: shopper, at: place)
  }
}

extension KeptVisit.Phase {
  fileprivate var remembered: RememberedVisit.State {
    switch self {
    case .open: .present
    case .steppedOut: .steppedOut
    case .departed: .ended
    }
  }
}

extension Page {
  /// The consent to being recognised, to the wording that holds now; nothing when there is none.
  func recognition(at site: Site, _ now: LedgerTime) -> Consent? {
    guard !isErased, let purpose = PurposeID(Site.presence), let consent = consent(to: purpose),
      consent.holds(for: site.policy.purpose(purpose)?.version ?? 1, at: now)
    else { return nil }
    return consent
  }
}
