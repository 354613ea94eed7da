import Alerts
import Proximity
import Testing

@Suite("The quiet calendar")
struct QuietCalendarTests {
  private func at(_ second: Int64) -> LedgerTime { LedgerTime(nanoseconds: second * 1_000_000_000) }
  private func range(_ from: Int64, _ to: Int64) -> Range<LedgerTime> { at(from)..<at(to) }

  @Test("An interval holds from its first nanosecond to before its last")
  func edges() {
    let calendar = QuietCalendar(covering: range(0, 100), quiet: [range(10, 20), range(30, 40)])
    let tick = Duration.nanoseconds(1)
    #expect(calendar.answer(at: at(10) - tick) == .open)
    #expect(calendar.answer(at: at(10)) == .quiet(until: at(20)))
    #expect(calendar.answer(at: at(20) - tick) == .quiet(until: at(20)))
    #expect(calendar.answer(at: at(20)) == .open)
    #expect(calendar.answer(at: at(30)) == .quiet(until: at(40)))
    #expect(calendar.answer(at: at(40)) == .open)
  }

  @Test("Outside the coverage it is quiet for nobody knows how long")
  func outside() {
    let calendar = QuietCalendar(covering: range(0, 100), quiet: [range(90, 120)])
    #expect(calendar.answer(at: at(-1)) == .quiet(until: nil))
    #expect(calendar.answer(at: at(0)) == .open)
    #expect(calendar.answer(at: at(95)) == .quiet(until: nil), "what follows is not known")
    #expect(calendar.answer(at: at(100)) == .quiet(until: nil))
    #expect(QuietCalendar(covering: range(0, 0), quiet: []).isQuiet(at: at(0)))
    #expect(!QuietCalendar.never.isQuiet(at: at(0)))
  }

  @Test("Intervals in any order, overlapping or touching, become apart and ascending")
  func normalised() {
    let calendar = QuietCalendar(
      covering: range(0, 100),
      quiet: [
        range(50, 60), range(5, 10), range(10, 20), range(-9, 2), range(55, 70), range(52, 54),
      ])
    #expect(calendar.intervals == [range(0, 2), range(5, 20), range(50, 70)])
    #expect(calendar.answer(at: at(7)) == .quiet(until: at(20)))
  }

  @Test("The look-up agrees with asking every interval", arguments: 0..<20 as Range<UInt64>)
  func agreesWithOracle(_ seed: UInt64) {
    var dice = Dice(seed: seed)
    let given = (0..<dice.roll(0...12)).map { _ in
      let from = Int64(dice.roll(-20...200))
      return range(from, from + Int64(dice.roll(0...30)))
    }
    let calendar = QuietCalendar(covering: range(0, 180), quiet: given)
    for second in Int64(-5)...190 {
      let time = at(second)
      let expected = second < 0 || second >= 180 || given.contains { $0.contains(time) }
      #expect(calendar.isQuiet(at: time) == expected)
    }
  }
}
