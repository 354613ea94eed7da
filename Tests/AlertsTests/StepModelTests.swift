import Alerts
import Oracle
import Proximity
import Testing

@Suite("The model of steps")
struct StepModelTests {
  @Test(
    "step agrees with a slow and obvious model, event by event", arguments: 0..<100 as Range<UInt64>
  )
  func agrees(_ seed: UInt64) throws {
    var days = try RandomDays(seed: seed)
    let policy = days.venue.policy
    var page = Page(for: "3f9a")
    var oracle = StepOracle("3f9a", policy)
    var epoch: UInt64 = 0
    for number in 0..<120 {
      var event = days.nextEvent()
      switch days.dice.roll(0...30) {
      case 0...1 where number > 0:
        epoch += 1
        event = .consented("offers", version: 1, epoch: Epoch(rawValue: epoch))
      case 2: event = .withdrew("offers", epoch: Epoch(rawValue: UInt64(days.dice.roll(0...9))))
      case 3: event = .withdrewAll(epoch: Epoch(rawValue: UInt64(days.dice.roll(0...9))))
      case 4: event = .leaveMeAlone(days.dice.once(in: 3) ? .always : .until(days.now + .hours(1)))
      case 5...6: event = .leaveMeAlone(.no)
      case 7: event = .declared("shoes")
      case 8: event = .undeclared("shoes")
      case 9: event = .preferred(try wishes(&days.dice))
      case 10: event = .confirmed(reservation: days.dice.roll(1...20))
      case 11 where days.dice.once(in: 40): event = .erased
      default:
        if number == 0 { event = .consented("offers", version: 1, epoch: Epoch(rawValue: 1)) }
      }
      let moment = Moment(
        now: days.dice.once(in: 30) ? days.now - .hours(1) : days.now,
        isTrusted: !days.dice.once(in: 20),
        minuteOfDay: days.dice.once(in: 20) ? nil : days.dice.roll(0...1439))
      let result = step(page, event, moment, policy)
      page = result.page
      // Reservations that there are to be released, ignored and dismissed.
      days.venue.page = page
      let expected = oracle.take(event, moment)
      #expect(result.decisions.map(StepOracle.Finding.init) == expected, "seed \(seed): \(event)")
      #expect(result.deadline == oracle.deadline, "seed \(seed): \(event)")
      #expect(Book(page) == oracle.book, "seed \(seed): \(event)")
      guard Book(page) == oracle.book else { return }
    }
  }

  private func wishes(_ dice: inout Dice) throws -> Preferences {
    let spans = (0..<dice.roll(0...2)).compactMap { _ in
      QuietSpan(from: dice.roll(0...1439), to: dice.roll(0...1439))
    }
    return try Preferences(
      caps: RandomDays.caps(&dice), gap: dice.once(in: 2) ? .minutes(dice.roll(0...90)) : nil,
      ranking: dice.once(in: 2) ? [.topic("shoes"), .brand("b")] : [], quiet: spans)
  }
}
