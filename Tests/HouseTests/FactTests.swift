import Proximity
import Testing

@Suite("Facts")
struct FactTests {
  static let shopper = ShopperIndex(slot: 1, generation: 0)
  static let place = PlaceIndex(2)
  static let time = Instant(seconds: 3)

  @Test("R3: there are three facts, near, dwell and return, and no fourth")
  func three() {
    let facts: [Fact] = [
      .near(
        Near(
          shopper: Self.shopper, place: Self.place, zone: .near, time: Self.time, since: Self.time)),
      .dwell(
        Dwell(
          shopper: Self.shopper, place: Self.place, phase: .entered, dwell: .zero, away: nil,
          time: Self.time, since: Self.time)),
      .return(
        Return(
          shopper: Self.shopper, place: Self.place, dwell: .zero, away: .zero, time: Self.time,
          since: Self.time)),
    ]
    // Without a default, so that a fourth fact does not compile.
    let names = facts.map { fact in
      switch fact {
      case .near: "near"
      case .dwell: "dwell"
      case .return: "return"
      }
    }
    #expect(names == ["near", "dwell", "return"])
  }

  @Test("R14: a fact holds a pseudonym, a place, its own value and times, and nothing else")
  func fields() {
    func labels(_ value: Any) -> [String] { Mirror(reflecting: value).children.compactMap(\.label) }
    let near = Near(
      shopper: Self.shopper, place: Self.place, zone: .near, time: Self.time, since: Self.time)
    let dwell = Dwell(
      shopper: Self.shopper, place: Self.place, phase: .entered, dwell: .zero, away: nil,
      time: Self.time, since: Self.time)
    let back = Return(
      shopper: Self.shopper, place: Self.place, dwell: .zero, away: .zero, time: Self.time,
      since: Self.time)
    #expect(labels(near) == ["shopper", "place", "zone", "time", "since"])
    #expect(labels(dwell) == ["shopper", "place", "phase", "dwell", "away", "time", "since"])
    #expect(labels(back) == ["shopper", "place", "dwell", "away", "time", "since"])
    #expect(Zone.allCases.map(\.description) == ["unknown", "far", "near", "immediate"])
  }
}
