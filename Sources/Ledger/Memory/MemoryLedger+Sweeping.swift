public import Alerts
internal import Proximity

extension MemoryLedger: Sweeping {
  /// Removes what is old; see ``Sweeping``.
  public func sweep(
    at moment: Moment, budget: Int, aged: @escaping @Sendable (Page) -> Page
  ) throws(LedgerError) -> Swept {
    var swept = Swept()
    guard moment.isTrusted else { return swept }
    var left = max(budget, 1)
    let shoppers = entries.sorted { $0.value.number < $1.value.number }.map(\.key)
    swept.redated = redate(shoppers, at: moment.now, limit: left)
    left -= swept.redated
    let hour = moment.now.lastHour(before: retention)
    for shopper in shoppers {
      guard var entry = entries[shopper] else { continue }
      let old = entry.visits.filter { $0.hour <= hour }.prefix(left).map(\.number)
      entry.visits.removeAll { old.contains($0.number) }
      swept.visits += old.count
      left -= old.count
      entries[shopper] = entry
    }
    let old = lines.filter { $0.hour <= hour }.prefix(left).map(\.line.number)
    lines.removeAll { old.contains($0.line.number) }
    swept.lines = old.count
    left -= old.count
    let hourOfPages = moment.now.lastHourOfPages(retention)
    for shopper in shoppers where left > 0 {
      guard var entry = entries[shopper], let page = entry.page, entry.aged <= hourOfPages else {
        continue
      }
      left -= 1
      let younger = aged(page)
      entry.aged = younger.nextLook(at: moment.now, retention)
      if younger != page {
        entry.page = younger
        entry.revision = entry.revision.next
        swept.pages += 1
      }
      entries[shopper] = entry
    }
    swept.isDone = left > 0
    return swept
  }

  /// Takes what is dated later than any right clock could have said to be of now.
  private func redate(_ shoppers: [ShopperID], at now: LedgerTime, limit: Int) -> Int {
    var left = limit
    func redate(_ hour: inout Int64) {
      guard left > 0, hour > now.lastHourToCome else { return }
      hour = now.hour
      left -= 1
    }
    for shopper in shoppers {
      guard var entry = entries[shopper] else { continue }
      for index in entry.visits.indices { redate(&entry.visits[index].hour) }
      if entry.page != nil { redate(&entry.aged) }
      entries[shopper] = entry
    }
    for index in lines.indices { redate(&lines[index].hour) }
    return limit - left
  }
}
