extension Page {
  /// Takes in what happened, without deciding anything.
  mutating func apply(_ event: Event, at now: LedgerTime) {
    switch event {
    case .zone(let place, let zone): move(to: zone, at: place, now)
    case .visit(let place, let since, let dwell, let away):
      stay(at: place, since: since, dwell: dwell, away: away, now)
    case .departed(let place): depart(from: place)
    case .time: break
    case .consented(let purpose, let version, let epoch, let until):
      consent(to: purpose, version: version, epoch, until: until)
    case .withdrew(let purpose, let epoch): withdraw(purpose, epoch)
    case .withdrewAll(let epoch): withdrawAll(epoch)
    case .erased: erase()
    case .leaveMeAlone(let wish): leaveMeAlone = wish
    case .declared(let topic): declare(topic)
    case .undeclared(let topic): undeclare(topic)
    case .preferred(let wishes): preferences = wishes
    case .flagged(let isMinor, let isStaff): (self.isMinor, self.isStaff) = (isMinor, isStaff)
    case .dismissed(let number): note(Fatigue.dismissal, of: number, at: now)
    case .ignored(let number): note(Fatigue.neglect, of: number, at: now)
    case .confirmed(let number): confirm(number)
    case .released(let number): release(number)
    }
  }
}
