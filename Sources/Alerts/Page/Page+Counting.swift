extension Page {
  /// Counts the sends against a cap: those later than `now` − window, and released ones left out.
  ///
  /// - Parameter digest: the message that the alert would join, whose slot is paid for.
  /// - Returns: the count and, when the cap is reached, the time at which it will no longer be; none
  ///   for a cap of 0. The log is in the order of time, so the walk ends with the window.
  /// - Complexity: O(reservations).
  func tally(
    against cap: Cap, _ scope: Reason.Scope, for rule: AlertRule, at now: LedgerTime,
    joining digest: Int?
  ) -> (count: Int, opening: LedgerTime?) {
    let start = now.advanced(nanoseconds: 0 &- cap.window)
    var count = 0
    var opening: LedgerTime?
    for index in reservations.indices.reversed() {
      let time = reservations[index].time
      guard time > start else { break }
      if time <= now, counts(index, for: rule.alert.mode),
        falls(index, under: scope, rule, digest)
      {
        count += 1
        if count == cap.count { opening = time.advanced(nanoseconds: cap.window) }
      }
    }
    return (count, opening)
  }

  /// When the last alert was sent that an alert of that mode has to mind, unless it joins it.
  func lastSend(seenBy mode: Mode, joining digest: Int?) -> LedgerTime? {
    reservations.indices.last { counts($0, for: mode) && takesSlot($0, beside: digest) }
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
  private func counts(_ index: Int, for mode: Mode) -> Bool {
    reservations[index].state != .released
      && (mode == .shadow || reservations[index].mode == .live)
  }

  /// Whether a reservation pays for a slot of its own, other than that of the digest.
  private func takesSlot(_ index: Int, beside digest: Int?) -> Bool {
    reservations[index].digest == nil && (digest == nil || reservations[index].number != digest)
  }

  /// Caps on how often a shopper is disturbed count slots; those of brands and topics count alerts.
  private func falls(
    _ index: Int, under scope: Reason.Scope, _ rule: AlertRule, _ digest: Int?
  ) -> Bool {
    switch scope {
    case .shopper, .venue, .fatigue: takesSlot(index, beside: digest)
    case .brand: reservations[index].brand == rule.alert.brand
    case .topic: reservations[index].topic == rule.alert.topic
    case .channel:
      reservations[index].channel == rule.alert.channel && takesSlot(index, beside: digest)
    case .safety: reservations[index].class == .safety
    }
  }
}
