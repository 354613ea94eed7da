public import Proximity

extension MemoryLedger: VisitMemory {
  /// Keeps visits; see ``VisitMemory``.
  public func keep(_ visits: [KeptVisit]) throws(LedgerError) {
    for visit in visits { _ = try known(visit.shopper) }
    for visit in visits {
      try change(visit.shopper) { entry in
        if let index = entry.visits.firstIndex(where: { $0.visit.place == visit.place }) {
          entry.visits[index].visit = visit
          entry.visits[index].hour = visit.latest.hour
          return
        }
        visitNumber += 1
        entry.visits.append((visitNumber, visit.latest.hour, visit))
        guard entry.visits.count > LedgerLimits.visits else { return }
        let oldest = entry.visits.indices.dropLast().min {
          entry.visits[$0].hour < entry.visits[$1].hour
        }
        if let oldest { entry.visits.remove(at: oldest) }
      }
    }
  }

  /// The visits of a shopper; see ``VisitMemory``.
  public func visits(of shopper: ShopperID) -> [KeptVisit] {
    entries[shopper]?.visits.map(\.visit) ?? []
  }

  /// All visits, a slice at a time; see ``VisitMemory``.
  public func visits(after cursor: Int64?, limit: Int) -> LedgerSlice<KeptVisit> {
    let rows = entries.values.flatMap { entry in
      entry.visits.map { (number: $0.number, value: Optional($0.visit)) }
    }
    return slice(rows.sorted { $0.number < $1.number }, after: cursor, limit)
  }
}
