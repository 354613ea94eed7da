import Alerts
import Proximity

/// A venue to which rules are added, one after the other, each of them only tighter.
struct Tightening {
  var terms: Terms
  var venue: Venue
  var moment: Moment
  var rules: [String] = []

  init(_ terms: Terms, _ venue: Venue, _ moment: Moment) {
    self.terms = terms
    self.venue = venue
    self.moment = moment
  }

  mutating func tighten(_ dice: inout Dice) throws {
    let index = dice.roll(0...terms.alerts.count - 1)
    let cap = Cap(count: dice.roll(0...3), per: .minutes(dice.roll(1...2_000)))
    let rule = dice.roll(0...18)
    rules.append("\(rule)")
    switch rule {
    case 0: terms.isStopped = true
    case 1: terms.alerts[index].ends = moment.now
    case 2: tell(.withdrew("offers", epoch: 2))
    case 3: terms.purposes[0].version = 2
    case 4: tell(.leaveMeAlone(dice.once(in: 2) ? .always : .until(moment.now + .hours(1))))
    case 5: terms.alerts[index].trigger.zone = .immediate
    case 6: terms.alerts[index].trigger.returning = true
    case 7: if terms.alerts[index].topic == nil { terms.alerts[index].topic = "hats" }
    case 8: terms.holdOut = HoldOut(share: max(terms.holdOut.share, 5_000), seed: 0)
    case 9: terms.warmUpVisits += dice.roll(1...50)
    case 10: terms.alerts[index].trigger.dwell = .hours(1)
    case 11: moment.isTrusted = false
    case 12:
      let more = moment.now - .minutes(5)..<moment.now + .minutes(5)
      terms.quiet = QuietCalendar(
        covering: terms.quiet.coverage, quiet: terms.quiet.intervals + [more])
    case 13:
      terms.gap += .minutes(10)
      for index in terms.alerts.indices where terms.alerts[index].gap != nil {
        terms.alerts[index].gap = max(terms.gap, terms.alerts[index].gap ?? .zero)
      }
    case 14:
      tell(.preferred(try Preferences(caps: venue.page.preferences.caps + [cap])))
    case 15: tell(.flagged(isMinor: true, isStaff: true))
    case 16:
      if let known = venue.page.reservations.last { tell(.dismissed(reservation: known.number)) }
    case 17:
      terms.alerts[index].isPilot = true
      terms.alerts[index].ends = terms.alerts[index].ends ?? moment.now + .hours(1)
      terms.stoppedPilots.insert(terms.alerts[index].id)
    default: terms.channels[0].caps.append(cap)
    }
  }

  private mutating func tell(_ event: Event) {
    // What the shopper says is told without alerts, so that the page is otherwise the same.
    let policy = venue.policy
    var silent = Terms()
    silent.alerts = []
    if let quiet = try? silent.policy { venue.policy = quiet }
    venue.tell(event, at: moment.now)
    venue.policy = policy
  }
}
