import Advertising
import Alerts
import Identity
import Ledger
public import Proximity
public import Site

extension Gateway {
  /// Enrols a shopper of a replay or a demonstration as the site file describes them.
  ///
  /// Without consent to `presence` the shopper stays a stranger and nothing is kept.
  ///
  /// - Parameters:
  ///   - shopper: who, and what they consented to.
  ///   - now: the time from which on the shopper is recognised.
  /// - Throws: ``GatewayError``.
  public mutating func enrol(_ shopper: SiteShopper, at now: Instant) async throws(GatewayError) {
    guard shopper.consentsToPresence else { return }
    try enrol(
      shopper.id, shopper.credential, measuredPower: shopper.measuredPower, at: now)
    let moment = clock.moment(now)
    for purpose in shopper.consents {
      let version = site.policy.purpose(purpose)?.version ?? 1
      let consent = Event.consented(purpose, version: version, epoch: Epoch(rawValue: 1))
      try await tell(consent, of: shopper.id, moment)
    }
    for topic in shopper.interests { try await tell(.declared(topic), of: shopper.id, moment) }
    try await tell(.preferred(shopper.preferences), of: shopper.id, moment)
  }

  /// Makes a shopper's beacon recognisable from now on.
  ///
  /// - Throws: ``GatewayError``; the shopper is not enrolled then.
  public mutating func enrol(
    _ shopper: ShopperID, _ credential: SiteCredential, measuredPower: Float?, at now: Instant
  ) throws(GatewayError) {
    let wasEnrolled = resolver.index(of: shopper) != nil
    do throws(GatewayError) {
      switch credential {
      case .name(let name):
        try enrol(shopper, named[name].map { [$0] } ?? [], measuredPower)
      case .fixed(let identifiers):
        try enrol(shopper, identifiers, measuredPower)
      case .ephemeral(let ephemeral):
        try enrol(shopper, ephemeral, measuredPower, at: now)
      case .resolvable(let key):
        try enrol(shopper, key, measuredPower)
      }
    } catch {
      if !wasEnrolled { forget(shopper) }
      throw error
    }
  }

  /// Gives a shopper another beacon or key. Nothing that was derived from the old one is left:
  /// tracks, visits and departures begin anew. The page stays as it is.
  ///
  /// - Throws: ``GatewayError``; the shopper is not enrolled then.
  public mutating func rekey(
    _ shopper: ShopperID, _ credential: SiteCredential, measuredPower: Float?, at now: Instant
  ) throws(GatewayError) {
    forget(shopper)
    try enrol(shopper, credential, measuredPower: measuredPower, at: now)
  }

  /// Forgets a shopper at once: the beacon is a stranger's from now on and no track, visit or
  /// departure is left. The page stays in the ledger; see `withdraw`.
  public mutating func forget(_ shopper: ShopperID) {
    guard let index = resolver.index(of: shopper) else { return }
    rotation.forget(index, into: &changes)
    resolver.forget(index)
    engine.forget(index)
    deferrals.remove(shopper)
    expiries.set(shopper, nil)
  }

  /// Takes back all of a shopper's consents: nothing is heard or decided any more, and no alert
  /// that is reserved may be delivered.
  ///
  /// - Throws: ``GatewayError/ledger(_:_:)`` when the ledger did not take it in. The shopper is a
  ///   stranger to this gateway all the same; withdraw again until the ledger knows too.
  public mutating func withdraw(
    _ shopper: ShopperID, at now: Instant
  ) async throws(GatewayError) {
    forget(shopper)
    let moment = clock.moment(now)
    do throws(LedgerError) {
      try await update(shopper, with: { .withdrewAll(epoch: $0.epoch(at: moment.now)) }, moment)
    } catch {
      throw .ledger(shopper, error)
    }
  }

  private mutating func tell(
    _ event: Event, of shopper: ShopperID, _ moment: Moment
  ) async throws(GatewayError) {
    do throws(LedgerError) {
      try await update(shopper, with: event, moment)
    } catch {
      throw .ledger(shopper, error)
    }
  }

  private mutating func enrol(
    _ shopper: ShopperID, _ identifiers: [BeaconIdentifier], _ measuredPower: Float?
  ) throws(GatewayError) {
    for identifier in identifiers {
      _ = try enrolled(shopper) { resolver throws(EnrolmentError) in
        try resolver.enrol(shopper, Credential(identifier, measuredPower: measuredPower))
      }
    }
  }

  private mutating func enrol(
    _ shopper: ShopperID, _ ephemeral: EphemeralCredential, _ measuredPower: Float?, at now: Instant
  ) throws(GatewayError) {
    guard let key = try? IdentityKey(bytes: ephemeral.key.bytes),
      let exponent = RotationExponent(ephemeral.exponent)
    else { preconditionFailure("a site credential is checked when it is read") }
    let index = try enrolled(shopper) { resolver throws(EnrolmentError) in
      try resolver.enrol(shopper, measuredPower: measuredPower)
    }
    let age = (clock.moment(now).now - ephemeral.since).inNanoseconds / 1_000_000_000
    let beaconClock = BeaconClock(counter: UInt32(truncatingIfNeeded: age), at: now)
    do throws(KeyEnrolmentError) {
      try rotation.enrol(index, key: key, exponent: exponent, clock: beaconClock)
    } catch {
      throw .key(shopper, error)
    }
  }

  private mutating func enrol(
    _ shopper: ShopperID, _ key: SecretKey, _ measuredPower: Float?
  ) throws(GatewayError) {
    guard let key = try? IdentityKey(bytes: key.bytes) else {
      preconditionFailure("a site credential is checked when it is read")
    }
    let index = try enrolled(shopper) { resolver throws(EnrolmentError) in
      try resolver.enrol(shopper, measuredPower: measuredPower)
    }
    do throws(KeyEnrolmentError) {
      try resolver.addresses.enrol(index, key: key)
    } catch {
      throw .key(shopper, error)
    }
  }

  private mutating func enrolled(
    _ shopper: ShopperID,
    _ enrol: (inout Resolver<ResolvableAddresses>) throws(EnrolmentError) -> ShopperIndex
  ) throws(GatewayError) -> ShopperIndex {
    do throws(EnrolmentError) {
      return try enrol(&resolver)
    } catch {
      throw .enrolment(shopper, error)
    }
  }
}
