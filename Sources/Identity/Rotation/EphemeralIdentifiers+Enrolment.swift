public import Proximity

extension EphemeralIdentifiers {
  /// Enrols the beacon of a shopper; its first identifiers come with the next `advance`.
  ///
  /// A shopper has one Eddystone-EID beacon. To replace it, or to set its clock after it lost
  /// power, forget the shopper and enrol again.
  ///
  /// - Throws: `KeyEnrolmentError`: out of slots, enrolled already, duplicate or all-zero key.
  public mutating func enrol(
    _ shopper: ShopperIndex, key: IdentityKey, exponent: RotationExponent, clock: BeaconClock
  ) throws(KeyEnrolmentError) {
    let row = shopper.slot
    guard row < limits.shoppers else {
      throw .slotOutOfRange(slot: row, limit: limits.shoppers)
    }
    if row < beacons.count, !beacons[row].isVacant { throw .alreadyEnrolled(beacons[row].shopper) }
    guard !key.isZero else { throw .zeroKey }
    guard keyChecks.insert(cipher.check(key)).inserted else { throw .duplicateKey }

    while beacons.count <= row {
      beacons.append(.vacant)
      identifiers.append(contentsOf: repeatElement(0, count: limits.periodsPerBeacon))
    }
    beacons[row] = EnrolledBeacon(
      shopper: shopper, key: key, exponent: exponent, clock: ClockEstimate(clock))
    wheel.extend(toRows: row + 1)
    wheel.makeDue(row)
  }

  /// Drops everything known of a shopper's beacon and puts its installed identifiers, for the
  /// resolver to retire at once, into `changes` in place of what was there.
  public mutating func forget(_ shopper: ShopperIndex, into changes: inout RotationChanges) {
    changes.removeAll()
    guard let row = row(of: shopper) else { return }
    let beacon = beacons[row]
    for period in beacon.installed { retire(period, of: beacon, into: &changes) }
    keyChecks.remove(cipher.check(beacon.key))
    wheel.remove(row)
    beacons[row] = .vacant
  }
}
