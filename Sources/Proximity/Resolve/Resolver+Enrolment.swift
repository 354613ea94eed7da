import Advertising

extension Resolver where Addresses: ~Copyable {
  /// Enrols a shopper by a static identifier, or adds one to a shopper who is enrolled.
  ///
  /// - Returns: the shopper's index, the same until the shopper is forgotten.
  /// - Throws: ``EnrolmentError``; nothing has changed then.
  public mutating func enrol(
    _ shopper: ShopperID, _ credential: Credential
  ) throws(EnrolmentError) -> ShopperIndex {
    if let entry = table.find(credential.identifier) {
      let owner = table[entry].shopper
      guard let id = roster.id(owner), id == shopper else {
        throw .taken(by: roster.id(owner) ?? shopper)
      }
      if let power = credential.measuredPower { table.setMeasuredPower(entry, power) }
      return owner
    }
    guard !table.isFull else { throw .tooManyIdentifiers(limit: limits.identifiers) }
    let index = try enrol(shopper, measuredPower: credential.measuredPower)
    add(
      credential.identifier, of: index, measuredPower: credential.measuredPower ?? .nan,
      period: nil)
    return index
  }

  /// Enrols a shopper who is recognised by keys alone: by rotating identifiers that are installed
  /// or by private addresses.
  ///
  /// - Parameters:
  ///   - shopper: who.
  ///   - measuredPower: dBm at 1 m, if known.
  /// - Returns: the shopper's index, the same until the shopper is forgotten.
  /// - Throws: ``EnrolmentError``; nothing has changed then.
  public mutating func enrol(
    _ shopper: ShopperID, measuredPower: Float? = nil
  ) throws(EnrolmentError) -> ShopperIndex {
    let index: ShopperIndex
    if let known = roster.index(of: shopper) {
      index = known
    } else {
      guard !roster.isFull else { throw .tooManyShoppers(limit: limits.shoppers) }
      index = roster.add(shopper)
    }
    if let measuredPower { roster.setMeasuredPower(index, measuredPower) }
    return index
  }

  /// Makes rotating identifiers recognisable, from the next advertisement on.
  ///
  /// Those of shoppers who are not enrolled are ignored; one that does not fit is counted; one
  /// that two beacons share by chance stays with the first.
  public mutating func install(_ identifiers: [RotatingIdentifier]) {
    for rotating in identifiers {
      guard roster.contains(rotating.shopper), table.find(rotating.identifier) == nil else {
        continue
      }
      guard !table.isFull else {
        counters.rotatingRefused += 1
        continue
      }
      add(
        rotating.identifier, of: rotating.shopper,
        measuredPower: roster.measuredPower(rotating.shopper), period: rotating.period)
    }
  }

  /// Stops recognising rotating identifiers whose periods are over.
  public mutating func retire(_ identifiers: [RotatingIdentifier]) {
    for rotating in identifiers {
      guard let entry = table.find(rotating.identifier), table[entry].isRotating,
        table[entry].shopper == rotating.shopper,
        table[entry].period == rotating.period
      else { continue }
      unlink(entry, of: rotating.shopper)
      table.remove(entry)
    }
  }

  /// Hands over the rotating identifiers heard since the last call, for whoever tracks the clocks
  /// of beacons; at most one a second and identifier is noted.
  public mutating func takeRotations() -> [RotationSighting] {
    guard !rotations.isEmpty else { return [] }
    defer { rotations.removeAll(keepingCapacity: true) }
    return rotations
  }

  /// Forgets a shopper: from now on the beacon is a stranger's.
  ///
  /// - Complexity: O(the shopper's identifiers).
  public mutating func forget(_ shopper: ShopperIndex) {
    addresses.forget(shopper)
    guard roster.contains(shopper) else { return }
    var entry = roster.identifiers(shopper)
    while entry != IdentifierTable.none {
      let next = table[entry].next
      table.remove(entry)
      entry = next
    }
    rotations.removeAll { $0.shopper == shopper }
    roster.remove(shopper)
  }

  mutating func noteRotation(_ entry: UInt32, at time: Instant) {
    let lastNoted = table[entry].lastNoted
    guard time.nanoseconds &- lastNoted >= 1_000_000_000, rotations.count < Self.rotationsKept
    else { return }
    table.note(entry, at: time.nanoseconds)
    rotations.append(
      RotationSighting(
        shopper: table[entry].shopper, period: table[entry].period, time: time))
  }

  private mutating func add(
    _ identifier: BeaconIdentifier, of shopper: ShopperIndex, measuredPower: Float,
    period: UInt32?
  ) {
    let entry = IdentifierTable.Entry(
      identifier: identifier, measuredPower: measuredPower, shopper: shopper,
      lastNoted: -1_000_000_000, period: period ?? 0, next: roster.identifiers(shopper),
      isRotating: period != nil)
    roster.setIdentifiers(shopper, table.insert(entry))
  }

  private mutating func unlink(_ removed: UInt32, of shopper: ShopperIndex) {
    let next = table[removed].next
    var entry = roster.identifiers(shopper)
    if entry == removed {
      roster.setIdentifiers(shopper, next)
      return
    }
    while entry != IdentifierTable.none {
      let following = table[entry].next
      if following == removed {
        table.link(entry, to: next)
        return
      }
      entry = following
    }
  }
}
