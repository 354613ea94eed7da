internal import Proximity

extension Page {
  /// Charges a send, and returns the number of its reservation.
  mutating func reserve(
    _ alert: AlertPolicy, visit: Int, epoch: Epoch, at now: LedgerTime
  ) -> Int {
    reservationNumber &+= 1
    reservations.append(
      Reservation(
        number: reservationNumber, alert: alert.id, brand: alert.brand, purpose: alert.purpose,
        topic: alert.topic, channel: alert.channel, class: alert.class, mode: alert.mode,
        visit: visit, epoch: epoch, time: now, state: .reserved))
    return reservationNumber
  }

  /// Notes that an alert has been delivered; whatever was said before, it counts.
  mutating func confirm(_ number: Int) {
    guard let index = reservations.firstIndex(where: { $0.number == number }) else { return }
    reservations[index].state = .confirmed
  }

  /// Gives a slot back. A confirmed one stays charged.
  mutating func release(_ number: Int) {
    guard let index = reservations.firstIndex(where: { $0.number == number }) else { return }
    if reservations[index].state == .reserved { reservations[index].state = .released }
  }
}
