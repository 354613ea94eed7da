import Advertising
import Alerts
import Identity
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
      await update(
        shopper.id, with: .consented(purpose, version: version, epoch: Epoch(rawValue: 1)), moment)
    }
    for topic in shopper.interests { await update(shopper.id, with: .declared(topic), moment) }
    await update(shopper.id, with: .preferred(shopper.preferences), moment)
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
  }

  /// Takes back all of a shopper's consents: nothing is heard or decided any more, and no alert
  /// that is reserved may be delivered.
  public mutating func withdraw(_ shopper: ShopperID, at now: Instant) async {
    forget(shopper)
    let epoch = Epoch(rawValue: UInt64(max(0, clock.moment(now).now.nanoseconds)))
    await update(shopper, with: .withdrewAll(epoch: epoch), clock.moment(now))
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
