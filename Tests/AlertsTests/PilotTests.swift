import Alerts
import Proximity
import Testing

@Suite("Pilots, minors and staff")
struct PilotTests {
  private let start = LedgerTime("2026-06-01T10:00:00Z")

  @Test("R2: a recorded complaint stops a pilot at once, and nothing else")
  func complaint() throws {
    var terms = Terms()
    terms.gap = .zero
    terms.alerts = [
      Terms.alert("new", isPilot: true, ends: start + .days(30)), Terms.alert("old"),
    ]
    var venue = try Venue(terms)
    #expect(venue.visit(at: start).outcomes == [.send, .send])
    #expect(venue.policy.recordComplaint(about: "new") == true)
    #expect(venue.policy.recordComplaint(about: "new") == false, "it is stopped already")
    #expect(venue.policy.recordComplaint(about: "old") == false, "that is for people to look at")
    #expect(venue.policy.recordComplaint(about: "unknown") == false)
    #expect(venue.policy.stoppedPilots == ["new"])
    #expect(venue.visit(at: start + .hours(1)).codes == [.pilotStopped, .allowed])
  }

  @Test("R2: a pilot ends on its date")
  func end() throws {
    var terms = Terms()
    terms.alerts = [Terms.alert(isPilot: true, ends: start + .days(30))]
    var venue = try Venue(terms)
    #expect(venue.visit(at: start + .days(30) - .nanoseconds(1)).outcomes == [.send])
    let late = venue.visit(at: start + .days(31))
    #expect(late.first?.reason == .ended(start + .days(30)))
  }

  @Test("R2: the kill switch stops everything, safety alerts too")
  func killSwitch() throws {
    var terms = Terms()
    terms.isStopped = true
    terms.alerts = AlertClass.allCases.map { Terms.alert(AlertID($0.rawValue) ?? "x", class: $0) }
    var venue = try Venue(terms)
    #expect(venue.visit(at: start).codes == [.stopped, .stopped, .stopped])
  }

  @Test("Minors and staff get no promotions, and everything else", arguments: [true, false])
  func flags(isMinor: Bool) throws {
    var terms = Terms()
    terms.gap = .zero
    terms.caps = []
    terms.alerts = [
      Terms.alert("offer"), Terms.alert("order ready", class: .service),
      Terms.alert("spill", class: .safety),
    ]
    var venue = try Venue(terms)
    venue.tell(.flagged(isMinor: isMinor, isStaff: !isMinor), at: start)
    #expect(venue.visit(at: start).codes == [.allowed, isMinor ? .minor : .staff, .allowed])
    #expect(venue.page.isMinor == isMinor && venue.page.isStaff != isMinor)
    venue.tell(.withdrewAll(epoch: 2), at: start)
    #expect(venue.page.isMinor == isMinor, "whoever consents anew is not older for it")
    venue.tell(.consented("offers", version: 1, epoch: 3), at: start)
    venue.tell(.flagged(isMinor: false, isStaff: false), at: start)
    #expect(venue.visit(at: start + .hours(1)).codes == [.safetyCap, .allowed, .allowed])
  }
}
