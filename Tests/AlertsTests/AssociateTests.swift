import Alerts
import Foundation
import Proximity
import Testing

@Suite("What a shopper asks the staff for")
struct AssociateTests {
  private let start = LedgerTime("2026-06-01T10:00:00Z")

  @Test("R12: a request and an appointment cost no slot and leave no trace on the page")
  func noSlot() throws {
    var terms = Terms()
    terms.caps = [Cap(count: 1, per: .hours(24))]
    var venue = try Venue(terms)
    let page = venue.page
    var desk = AssociateDesk()
    for seed in 0..<20 as Range<UInt64> {
      _ = try desk.ask(for: .help, at: "shelf", now: start, seed: seed)
    }
    let later = start + .days(1)
    let appointment = try desk.ask(for: .appointment(later), at: "counter", now: start, seed: 99)
    #expect(appointment.expires == later + AssociateDesk.patience)
    #expect(venue.page == page)
    #expect(venue.visit(at: start).outcomes == [.send])
    #expect(venue.page.reservations.count == 1)
  }

  @Test("R20, R28: a request holds a code, a wish, a place and times, and nobody's name")
  func anonymous() throws {
    var desk = AssociateDesk()
    let request = try desk.ask(for: .help, at: "shelf", now: start, seed: 1)
    let labels = Mirror(reflecting: request).children.compactMap(\.label)
    #expect(labels == ["code", "wish", "place", "asked", "expires"])
    let coded = try JSONEncoder().encode(request)
    #expect(try JSONDecoder().decode(Associate.self, from: coded) == request)
    #expect(throws: (any Error).self) {
      try JSONDecoder().decode([AssociateCode].self, from: Data(#"["XYZ0"]"#.utf8))
    }
  }

  @Test("R20: a code is 4 characters that nobody takes for others, read in any case")
  func code() throws {
    #expect(AssociateCode.alphabet.count == 19 && Set(AssociateCode.alphabet).count == 19)
    for pair in ["0O", "1I", "1L", "2Z", "5S", "6G", "8B", "UV"] {
      #expect(pair.filter(AssociateCode.alphabet.contains).count == 0, "\(pair)")
    }
    var desk = AssociateDesk()
    let code = try desk.ask(for: .help, at: "shelf", now: start, seed: 1).code
    #expect(code.description.count == 4)
    #expect(AssociateCode(" \(code.description.lowercased())") == code)
    for text in ["", "ABC", "34790", "347!", "OOOO", "347É"] { #expect(AssociateCode(text) == nil) }
  }

  @Test("R20: codes follow from the seed, not from who asks or when, and spread over all there are")
  func unpredictable() throws {
    func code(_ seed: UInt64, at place: PlaceID = "shelf") throws -> AssociateCode {
      var desk = AssociateDesk()
      return try desk.ask(for: .help, at: place, now: start, seed: seed).code
    }
    #expect(try code(1) == code(1, at: "counter"))
    let codes = try Set((0..<2_000 as Range<UInt64>).map { try code($0) })
    #expect(codes.count > 1_960, "of 130,321 codes, 2,000 draws meet about 15 times")
    let firsts = Set(codes.compactMap(\.description.first))
    #expect(firsts.count == 19)
  }

  @Test("No two open requests share a code, whatever the seeds")
  func unique() throws {
    var desk = AssociateDesk()
    for _ in 0..<AssociateDesk.limit {
      _ = try desk.ask(for: .help, at: "shelf", now: start, seed: 42)
    }
    #expect(Set(desk.open.map(\.code)).count == AssociateDesk.limit)
    #expect(throws: AssociateError.busy(open: AssociateDesk.limit)) {
      try desk.ask(for: .help, at: "shelf", now: start, seed: 42)
    }
  }

  @Test("A request is gone when it is answered or has expired")
  func ends() throws {
    var desk = AssociateDesk()
    let one = try desk.ask(for: .help, at: "shelf", now: start, seed: 1)
    let two = try desk.ask(for: .help, at: "shelf", now: start + .minutes(1), seed: 2)
    #expect(desk.answer(one.code, now: start + .minutes(2)) == one)
    #expect(desk.answer(one.code, now: start + .minutes(2)) == nil)
    #expect(desk.open == [two])
    let end = two.expires
    desk.sweep(at: end - .nanoseconds(1))
    #expect(desk.open == [two])
    #expect(desk.answer(two.code, now: end) == nil && desk.open.isEmpty)
  }

  @Test("An appointment in the past or in the far future is refused")
  func appointments() throws {
    var desk = AssociateDesk()
    for time in [start, start - .hours(1), start + AssociateDesk.horizon + .nanoseconds(1)] {
      let error = #expect(throws: AssociateError.self) {
        try desk.ask(for: .appointment(time), at: "counter", now: start, seed: 3)
      }
      #expect(error == .appointmentOutOfRange(upTo: AssociateDesk.horizon))
      #expect(error?.description.contains("14 days") == true)
    }
    #expect(desk.open.isEmpty)
  }
}
