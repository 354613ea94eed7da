import Proximity
import Testing

@Suite("Visits from before a restart")
struct RememberedVisitTests {
  private let shopper = ShopperIndex(slot: 0, generation: 0)

  private func visit(
    _ began: Double, _ last: Double, away: Double? = nil, _ state: RememberedVisit.State
  ) -> RememberedVisit {
    RememberedVisit(
      began: Instant(seconds: began), lastEvidence: Instant(seconds: last),
      away: away.map { .seconds($0) }, state: state)
  }

  @Test("A visit that had ended makes the next one a return")
  func returnAfterRestart() throws {
    var story = try Story([Place("shelf")])
    story.advance(1000)
    story.remember(visit(-500, -400, .ended))
    story.stay(1000...1010, 5)
    #expect(story.lines.contains("0 returned 1005 since 1000 away 1400"))
  }

  @Test("A visit that was running goes on: one dwell, no second entry, no milestone twice")
  func goesOn() throws {
    var story = try Story([Place("shelf")])
    story.advance(100)
    story.remember(visit(0, 60, .present))
    story.stay(110...125, 5)
    story.advance(1000)
    #expect(
      story.lines == [
        "0 near 111 since 110", "0 dwelled 120 since 0 dwell 120", "0 unknown 128 since 125",
        "0 departed 185 since 125 dwell 125",
      ])
  }

  @Test(
    "A visit that was running ends with its last evidence if nobody is heard within the merge gap")
  func endsUnheard() throws {
    var story = try Story([Place("shelf")])
    story.advance(100)
    story.remember(visit(0, 60, away: 700, .present))
    story.advance(159)
    #expect(story.lines.isEmpty)
    story.advance(161)
    #expect(story.lines == ["0 departed 160 since 60 dwell 60"])
    story.stay(200...210, 5)
    #expect(story.lines.last == "0 returned 205 since 200 away 140")
  }

  @Test("Who had stepped out before the restart has no more time to come back than without it")
  func steppedOut() throws {
    var story = try Story([Place("shelf")])
    story.advance(100)
    story.remember(visit(0, 60, .steppedOut))
    story.advance(121)
    #expect(story.lines == ["0 departed 120 since 60 dwell 60"])
  }

  @Test("A restart at any second of a walk changes no visit but for when its end is known")
  func restartAnywhere() throws {
    func visits(_ story: borrowing Story) -> [String] {
      story.facts.compactMap { fact in
        switch fact {
        case .near: nil
        case .return(let back): "returned \(back.since) \(back.away)"
        case .dwell(let dwell): dwell.phase == .dwelled ? nil : "\(dwell.phase) \(dwell.since)"
        }
      }
    }
    func walk(_ story: inout Story, _ seconds: Range<Int>) {
      for second in seconds {
        story.hear(
          Double(second), (10..<40).contains(second) || (150..<190).contains(second) ? 5 : 40)
      }
    }
    var whole = try Story([Place("shelf")])
    walk(&whole, 0..<300)
    whole.advance(400)
    for moment in stride(from: 1, to: 300, by: 3) {
      var before = try Story([Place("shelf")])
      walk(&before, 0..<moment)
      var after = try Story([Place("shelf")])
      after.advance(Double(moment - 1))
      for kept in Self.kept(before) {
        after.remember(kept)
      }
      walk(&after, moment..<300)
      after.advance(400)
      let told = visits(before) + visits(after)
      // Whoever is not a visitor yet is begun with anew, so that the entry may be dated later.
      let isCandidate = (11..<16).contains(moment) || (151..<156).contains(moment)
      if isCandidate {
        #expect(told.count == visits(whole).count, "at \(moment)")
      } else {
        #expect(told == visits(whole), "at \(moment)")
      }
    }
  }

  /// What a store would have kept: the visit that goes on as it is now, or the end of the last one.
  private static func kept(_ story: borrowing Story) -> [RememberedVisit] {
    if let open = story.engine.openVisits().first {
      let isOut = story.zone.map { !$0.isPresent } ?? false
      return [
        RememberedVisit(
          began: open.since, lastEvidence: open.since + open.dwell, away: open.away,
          state: isOut ? .steppedOut : .present)
      ]
    }
    return story.facts.compactMap { fact -> RememberedVisit? in
      guard case .dwell(let dwell) = fact, dwell.phase == .departed else { return nil }
      return RememberedVisit(
        began: dwell.since - dwell.dwell, lastEvidence: dwell.since, away: dwell.away,
        state: .ended)
    }.suffix(1)
  }

  @Test("What makes no sense is not taken in")
  func refused() throws {
    var story = try Story([Place("shelf")])
    story.advance(100)
    story.remember(visit(60, 50, .present), isTaken: false)
    story.remember(visit(0, 101, .present), isTaken: false)
    story.remember(visit(0, 50, .present), at: 9, isTaken: false)
    story.remember(
      visit(0, 50, .present), of: ShopperIndex(slot: 64, generation: 0), isTaken: false)
    let fortnight = 15 * 86_400.0
    story.remember(
      visit(-fortnight, -fortnight, .ended), isTaken: false)
    story.engine.forget(shopper)
    story.remember(visit(0, 50, .ended), isTaken: false)
    #expect(story.engine.openVisits().isEmpty)
  }
}

private func - (instant: Instant, duration: Duration) -> Instant {
  Instant(nanoseconds: instant.nanoseconds - duration.inNanoseconds)
}
