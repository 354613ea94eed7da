import Alerts
import Proximity

extension StepOracle {
  /// What an event does to the book.
  mutating func apply(_ event: Event, at now: LedgerTime) {
    switch event {
    case .zone(let place, let zone): move(to: zone, at: place, now)
    case .visit(let place, let since, let dwell, let away): stay(at: place, since, dwell, away, now)
    case .departed(let place): book.visits.removeAll { $0.place == place }
    case .time: break
    case .consented(let purpose, let version, let epoch, let until):
      say(.init(purpose: purpose, version: version, epoch: epoch, isGiven: true, until: until))
    case .withdrew(let purpose, let epoch):
      say(.init(purpose: purpose, version: 0, epoch: epoch, isGiven: false))
      forgetUnlessConsented()
    case .withdrewAll(let epoch): withdrawAll(epoch)
    case .erased:
      (book, waiting, verdicts, reactions) = (Book(), [], [:], Reactions())
      book.isErased = true
    case .leaveMeAlone(let wish): book.leaveMeAlone = wish
    case .declared(let topic):
      if !book.interests.contains(topic) { book.interests.append(topic) }
    case .undeclared(let topic):
      book.interests.removeAll { $0 == topic }
      rank { $0 != .topic(topic) }
    case .preferred(let wishes): book.wishes = wishes
    case .flagged(let isMinor, let isStaff): (book.isMinor, book.isStaff) = (isMinor, isStaff)
    case .dismissed(let number): note(number, isDismissed: true, at: now)
    case .ignored(let number): note(number, isDismissed: false, at: now)
    case .confirmed(let number):
      for index in book.sends.indices where book.sends[index].number == number {
        book.sends[index].state = .confirmed
      }
    case .released(let number): release(number)
    }
  }

  /// Passing by leaves nothing behind; a step out of a visit does, until the visit has ended.
  private mutating func move(to zone: Zone, at place: PlaceID, _ now: LedgerTime) {
    guard let index = book.visits.firstIndex(where: { $0.place == place }) else {
      if zone.isPresent { arrive(at: place, zone, now) }
      return
    }
    if !zone.isPresent, book.visits[index].stay == nil {
      book.visits.remove(at: index)
    } else {
      (book.visits[index].zone, book.visits[index].heard) = (zone, now)
    }
  }

  /// The same beginning makes it the same visit; an earlier one is an old story.
  private mutating func stay(
    at place: PlaceID, _ since: LedgerTime, _ dwell: Duration, _ away: Duration?,
    _ now: LedgerTime
  ) {
    if !book.visits.contains(where: { $0.place == place }) { arrive(at: place, .unknown, now) }
    guard let index = book.visits.firstIndex(where: { $0.place == place }) else { return }
    if let known = book.visits[index].stay {
      guard known.since <= since else { return }
      if known.since == since {
        book.visits[index].stay?.dwell = max(known.dwell, dwell)
        book.visits[index].heard = now
        return
      }
      let zone = book.visits[index].zone
      lastVisit += 1
      book.visits[index] = Book.Visit(number: lastVisit, place: place, zone: zone, heard: now)
    }
    book.visitCount += 1
    book.visits[index].heard = now
    book.visits[index].stay = Book.Stay(
      ordinal: book.visitCount, since: since, dwell: dwell, away: away)
  }

  private mutating func arrive(at place: PlaceID, _ zone: Zone, _ now: LedgerTime) {
    lastVisit += 1
    book.visits.append(Book.Visit(number: lastVisit, place: place, zone: zone, heard: now))
  }

  /// What was said last holds, and of two things said at once the withdrawal.
  private mutating func say(_ said: Book.Said) {
    if let withdrawn = book.withdrawn, said.epoch <= withdrawn { return }
    guard let index = book.said.firstIndex(where: { $0.purpose == said.purpose }) else {
      book.said.append(said)
      return
    }
    let known = book.said[index].epoch
    if said.epoch > known || said.epoch == known && !said.isGiven { book.said[index] = said }
  }

  private mutating func withdrawAll(_ epoch: Epoch) {
    if let withdrawn = book.withdrawn, epoch <= withdrawn { return }
    book.withdrawn = epoch
    book.said.removeAll { $0.epoch <= epoch }
    forgetUnlessConsented()
  }

  /// Leaves of the ranking what is still to be known.
  private mutating func rank(_ isKept: (Favourite) -> Bool) {
    let old = book.wishes
    let kept = try? Preferences(
      caps: old.caps, gap: old.gap, ranking: old.ranking.filter(isKept), quiet: old.quiet)
    book.wishes = kept ?? old
  }

  private mutating func forgetUnlessConsented() {
    if book.said.contains(where: \.isGiven) { return }
    (book.visits, book.interests) = ([], [])
    rank { _ in false }
  }

  private mutating func note(_ number: Int, isDismissed: Bool, at now: LedgerTime) {
    let isKnown = book.sends.contains {
      $0.number == number && $0.mode == .live && $0.state != .released
    }
    if isKnown { reactions.note(number, isDismissed: isDismissed, at: now) }
  }

  /// A message that others share is paid for by the next of them.
  private mutating func release(_ number: Int) {
    guard
      let index = book.sends.firstIndex(where: { $0.number == number && $0.state == .reserved })
    else { return }
    book.sends[index].state = .released
    reactions.forget(number)
    let heirs = book.sends.indices.filter {
      book.sends[$0].digest == number && book.sends[$0].state != .released
    }
    for heir in heirs {
      book.sends[heir].digest = heir == heirs[0] ? nil : book.sends[heirs[0]].number
    }
  }
}
