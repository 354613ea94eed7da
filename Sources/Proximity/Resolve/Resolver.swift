import Advertising

/// The first door: turns advertisements of shoppers who consented into sightings and drops
/// everything else where it stands.
///
/// A stranger's advertisement is compared in memory and forgotten; it allocates nothing, is
/// written nowhere and leaves a count behind.
///
/// Enrolling and forgetting take effect with the next advertisement. To change a shopper's
/// credential, forget the shopper and enrol anew: the new index shares nothing with the old one.
/// Whoever owns a resolver and an engine calls `forget` on both.
public struct Resolver<Addresses: PrivateAddresses & ~Copyable>: ~Copyable {
  /// What became of the advertisements.
  public internal(set) var counters = ResolverCounters()
  /// Who private addresses belong to; its work is done here, off the ingest path.
  public var addresses: Addresses

  let limits: Limits
  /// dBm at 1 m of a beacon that nobody states it of.
  let measuredPower: Float
  var table: IdentifierTable
  var roster: Roster
  var rotations: [RotationSighting] = []

  /// The most sightings of rotating identifiers that wait to be taken.
  static var rotationsKept: Int { 1024 }

  /// The measured power, in dBm at 1 m, of a beacon that nobody states it of.
  public static var defaultMeasuredPower: Float { -59 }

  /// Creates a resolver that knows nobody.
  ///
  /// - Parameters:
  ///   - limits: how many shoppers and identifiers fit.
  ///   - seed: a secret random number; it keeps senders from choosing identifiers that collide.
  ///   - measuredPower: dBm at 1 m of beacons of which neither the shopper's credential nor the
  ///     advertisement states it.
  ///   - addresses: who private addresses belong to.
  /// - Throws: ``ConfigurationError`` when a limit is out of its range.
  public init(
    limits: Limits = Limits(), seed: UInt64,
    measuredPower: Float = Resolver.defaultMeasuredPower, addresses: consuming Addresses
  ) throws(ConfigurationError) {
    try limits.validate()
    self.limits = limits
    self.measuredPower = measuredPower
    self.addresses = addresses
    table = IdentifierTable(capacity: limits.identifiers, seed: seed)
    roster = Roster(capacity: limits.shoppers)
    rotations.reserveCapacity(Self.rotationsKept)
  }

  /// The shopper behind an index, if enrolled at this moment.
  public borrowing func shopper(_ index: ShopperIndex) -> ShopperID? { roster.id(index) }

  /// The index of a shopper, if enrolled at this moment.
  public borrowing func index(of shopper: ShopperID) -> ShopperIndex? { roster.index(of: shopper) }

  /// Turns advertisements into sightings, in the same order.
  ///
  /// An advertisement is recognised by the beacon frame it carries, else by its address. Path loss
  /// is reckoned with the measured power of the shopper's credential, else of the advertisement,
  /// else of the resolver.
  ///
  /// - Parameters:
  ///   - advertisements: any.
  ///   - sightings: gets a sighting appended for each advertisement of an enrolled shopper.
  /// - Complexity: O(1) each; nothing is allocated beyond the growth of `sightings`.
  public mutating func resolve(
    _ advertisements: Span<Advertisement>, into sightings: inout [Sighting]
  ) {
    // Tables of many identifiers do not fit the caches near the processor: done step by step for
    // some advertisements together, the waits for memory overlap.
    var probes = InlineArray<32, IdentifierTable.Probe>(repeating: IdentifierTable.Probe())
    var entries = InlineArray<32, UInt32>(repeating: IdentifierTable.none)
    var start = 0
    while start < advertisements.count {
      let end = min(start + probes.count, advertisements.count)
      let next = advertisements.extracting(start..<end)
      for index in next.indices { probes[index] = probe(next[index]) }
      for index in next.indices { entries[index] = find(next[index], probes[index]) }
      for index in next.indices { resolve(next[index], entries[index], into: &sightings) }
      start = end
    }
  }

  /// Begins to look up what an advertisement is recognised by first.
  @inline(__always)
  private func probe(_ advertisement: Advertisement) -> IdentifierTable.Probe {
    advertisement.firstIdentifier.map { table.probe($0) } ?? IdentifierTable.Probe()
  }

  /// Finishes that; the entry, or none.
  @inline(__always)
  private func find(
    _ advertisement: Advertisement, _ probe: IdentifierTable.Probe
  ) -> UInt32 {
    guard let identifier = advertisement.firstIdentifier,
      let entry = table.find(identifier, probe)
    else { return IdentifierTable.none }
    return entry
  }

  @inline(__always)
  private mutating func resolve(
    _ advertisement: Advertisement, _ entry: UInt32, into sightings: inout [Sighting]
  ) {
    guard !advertisement.rssi.isNaN else {
      counters.unavailable += 1
      return
    }
    guard let (shopper, power) = recognise(advertisement, entry) else {
      counters.strangers += 1
      return
    }
    counters.resolved += 1
    sightings.append(
      Sighting(
        shopper: shopper, receiver: advertisement.receiver, time: advertisement.time,
        pathLoss: power - advertisement.rssi))
  }

  /// Turns advertisements into sightings, in the same order.
  public mutating func resolve(
    _ advertisements: [Advertisement], into sightings: inout [Sighting]
  ) {
    resolve(advertisements.span, into: &sightings)
  }

  @inline(__always)
  private mutating func recognise(
    _ advertisement: Advertisement, _ entry: UInt32
  ) -> (ShopperIndex, measuredPower: Float)? {
    if entry != IdentifierTable.none {
      if table.keys[Int(entry)].isRotating, advertisement.beacon != nil {
        noteRotation(entry, at: advertisement.time)
      }
      return answer(entry, advertisement)
    }
    guard let address = advertisement.address else { return nil }
    if advertisement.beacon != nil, let entry = table.find(address.identifier) {
      return answer(entry, advertisement)
    }
    guard address.kind == .resolvablePrivate,
      let shopper = addresses.shopper(of: address, at: advertisement.time)
    else { return nil }
    return answer(shopper, roster.measuredPower(shopper), advertisement)
  }

  @inline(__always)
  private func answer(
    _ entry: UInt32, _ advertisement: Advertisement
  ) -> (ShopperIndex, measuredPower: Float) {
    let key = table.keys[Int(entry)]
    return answer(key.shopper, key.isPowered ? table[entry].measuredPower : .nan, advertisement)
  }

  @inline(__always)
  private func answer(
    _ shopper: ShopperIndex, _ stated: Float, _ advertisement: Advertisement
  ) -> (ShopperIndex, measuredPower: Float) {
    (shopper, stated.isNaN ? advertisement.measuredPower ?? measuredPower : stated)
  }
}

extension Advertisement {
  /// What it is recognised by first: the beacon frame it carried, else the address it came from.
  @inline(__always)
  fileprivate var firstIdentifier: BeaconIdentifier? { beacon ?? address?.identifier }
}

extension Resolver where Addresses == NoPrivateAddresses {
  /// Creates a resolver that knows nobody and no private addresses.
  ///
  /// - Throws: ``ConfigurationError`` when a limit is out of its range.
  public init(
    limits: Limits = Limits(), seed: UInt64,
    measuredPower: Float = Resolver.defaultMeasuredPower
  ) throws(ConfigurationError) {
    try self.init(
      limits: limits, seed: seed, measuredPower: measuredPower, addresses: NoPrivateAddresses())
  }
}

/// What became of the advertisements at a resolver; `unavailable`, `strangers` and `resolved` add
/// up to all of them.
public struct ResolverCounters: Equatable, Sendable {
  /// Without an RSSI.
  public var unavailable = 0
  /// Of nobody who is enrolled.
  public var strangers = 0
  /// Turned into sightings.
  public var resolved = 0
  /// Rotating identifiers that found the table full.
  public var rotatingRefused = 0

  /// Creates counters.
  public init(
    unavailable: Int = 0, strangers: Int = 0, resolved: Int = 0, rotatingRefused: Int = 0
  ) {
    self.unavailable = unavailable
    self.strangers = strangers
    self.resolved = resolved
    self.rotatingRefused = rotatingRefused
  }
}
