extension Page {
  /// Counts the sends against a cap: those later than `now` − window, and released ones left out.
  ///
  /// - Returns: the count and, when the cap is reached, the time at which it will no longer be; none
  ///   for a cap of 0. The log is in the order of time, so the walk ends with the window.
  /// - Complexity: O(reservations).
  @inline(__always)
  func tally(
    against cap: Cap, _ scope: Reason.Scope, for rule: AlertRule, at now: LedgerTime
  ) -> (count: Int, opening: LedgerTime?) {
    let start = now.advanced(nanoseconds: 0 &- cap.window)
    var count = 0
    var opening: LedgerTime?
    for index in reservations.indices.reversed() {
      let time = reservations[index].time
      guard time > start else { break }
      if time <= now, counts(index, for: rule.alert.mode),
        falls(index, under: scope, rule)
      {
        count += 1
        if count == cap.count { opening = time.advanced(nanoseconds: cap.window) }
      }
    }
    return (count, opening)
  }

  /// Counts the slots that fall within the window of a cap. Complexity: O(reservations).
  func slots(within cap: Cap, for mode: Mode, at now: LedgerTime) -> Int {
    let start = now.advanced(nanoseconds: 0 &- cap.window)
    return reservations.indices.count {
      reservations[$0].time > start && reservations[$0].time <= now && counts($0, for: mode)
        && reservations[$0].paysItself
    }
  }

  /// The page as an alert sees it that would join a message: the slot is paid for.
  func sharing(_ message: Int) -> Page {
    var page = self
    if let index = page.reservations.firstIndex(where: { $0.number == message }) {
      page.reservations[index].payer = UInt32(truncatingIfNeeded: message)
    }
    return page
  }

  /// When the last alert was sent that an alert of that mode has to mind.
  func lastSend(seenBy mode: Mode) -> LedgerTime? {
    reservations.indices.last { counts($0, for: mode) && reservations[$0].paysItself }
      .map { reservations[$0].time }
  }

  /// When a brand last had a slot or a part of one, safety alerts apart.
  func lastGrant(to brand: BrandID, seenBy mode: Mode) -> LedgerTime? {
    reservations.indices.last {
      reservations[$0].brand == brand && reservations[$0].class != .safety && counts($0, for: mode)
    }.map { reservations[$0].time }
  }

  /// Whether an alert has been sent in a visit already.
  func holds(_ rule: AlertRule, visit: Int) -> Bool {
    reservations.indices.contains {
      reservations[$0].visit == visit && counts($0, for: rule.alert.mode)
        && reservations[$0].alert == rule.alert.id
    }
  }

  /// When there will be room for another reservation of that mode; none when there is room now.
  func nextOpening(for mode: Mode, at now: LedgerTime) -> LedgerTime? {
    guard reservations.count >= PageLimits.reservations else { return nil }
    let horizon = now - PageLimits.memory
    var held = 0
    for index in reservations.indices.reversed() where reservations[index].mode == mode {
      guard reservations[index].time > horizon else { break }
      held += 1
      if held == PageLimits.reservations { return reservations[index].time + PageLimits.memory }
    }
    return nil
  }

  /// A live alert never sees what shadow alerts would have sent; a shadow alert sees both.
  @inline(__always)
  private func counts(_ index: Int, for mode: Mode) -> Bool {
    reservations[index].state != .released
      && (mode == .shadow || reservations[index].mode == .live)
  }

  /// Caps on how often a shopper is disturbed count slots; those of brands and topics count alerts.
  @inline(__always)
  private func falls(
    _ index: Int, under scope: Reason.Scope, _ rule: AlertRule
  ) -> Bool {
    switch scope {
    case .shopper, .venue, .fatigue: reservations[index].paysItself
    case .brand: reservations[index].brand == rule.alert.brand
    case .topic: reservations[index].topic == rule.alert.topic
    case .channel:
      reservations[index].channel == rule.alert.channel && reservations[index].paysItself
    case .safety: reservations[index].class == .safety
    }
  }
}
