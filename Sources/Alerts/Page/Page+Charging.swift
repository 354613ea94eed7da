internal import Proximity

extension Page {
  /// Charges a send, and returns the number of its reservation.
  mutating func reserve(
    _ alert: AlertPolicy, visit: Int, epoch: Epoch, at now: LedgerTime, joining digest: Int?
  ) -> Int {
    reservationNumber &+= 1
    reservations.append(
      Reservation(
        number: reservationNumber, alert: alert.id, brand: alert.brand, purpose: alert.purpose,
        topic: alert.topic, channel: alert.channel, class: alert.class, mode: alert.mode,
        visit: visit, epoch: epoch, time: now, state: .reserved,
        payer: UInt32(truncatingIfNeeded: digest ?? 0)))
    return reservationNumber
  }

  /// Notes that an alert has been delivered; whatever was said before, it counts.
  mutating func confirm(_ number: Int) {
    guard let index = reservations.firstIndex(where: { $0.number == number }) else { return }
    reservations[index].state = .confirmed
  }

  /// Gives a slot back. A confirmed one stays charged, and so does one that others of a digest use:
  /// the next of them pays for it then.
  mutating func release(_ number: Int) {
    guard let index = reservations.firstIndex(where: { $0.number == number }),
      reservations[index].state == .reserved
    else { return }
    reservations[index].state = .released
    setbacks.removeAll { $0.reservation == number }
    // Nobody is told that something came which did not.
    decided?.removeAll { $0.reservation == number }
    var heir: Int?
    for index in reservations.indices
    where reservations[index].digest == number && reservations[index].state != .released {
      reservations[index].payer = UInt32(truncatingIfNeeded: heir ?? 0)
      heir = heir ?? reservations[index].number
    }
  }
}
