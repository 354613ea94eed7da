import Proximity
import Scoring
import Testing

@testable import accuracy

@Suite("Near by the rules of others")
struct WatchTests {
  @Test("Whoever is not heard for the time-out is gone, from then on")
  func timeout() throws {
    let near = try near(
      Peer(name: "", filter: { Raw() }), [(0, 0, -50), (1, 0, -50), (60, 0, -90)])
    #expect(near == [[Interval(0, 11)], []])
  }

  @Test("Two thresholds leave a level between them where it is")
  func gap() throws {
    let peer = Peer(name: "", filter: { Raw() }, gaps: [10])
    let near = try near(peer, [(0, 0, -68), (1, 0, -64), (2, 0, -74), (3, 0, -76), (4, 0, -68)])
    #expect(near[0] == [Interval(1, 3)])
  }

  @Test("BlueZ wants a level high for 10 s and low for 5 s, without a look that says otherwise")
  func holds() throws {
    let bluez = try #require(Peer.all.first { $0.name == "BlueZ monitor" })
    let high = (0...20).map { (Double($0), 0, Float($0 == 5 ? -80 : -50)) }
    let low = (21...40).map { (Double($0), 0, Float(-80)) }
    #expect(try near(bluez, high + low)[0] == [Interval(16, 26)])
  }

  @Test("In a race only the strongest receiver has the beacon")
  func race() throws {
    let looks: [(Double, Int, Float)] = [(0, 0, -60), (1, 1, -55), (2, 0, -50), (3, 1, -45)]
    let peer = Peer(name: "", filter: { Raw() })
    #expect(
      try near(peer, looks, isRace: true) == [
        [Interval(0, 1), Interval(2, 3)], [Interval(1, 2)],
      ])
    #expect(try near(peer, looks) == [[Interval(0, 3)], [Interval(1, 3)]])
  }

  @Test("Bermuda's race is won by who is clearly nearer only")
  func clearlyNearer() {
    var race = Race(.clearlyNearer, receivers: 2)
    race.take(-60, of: 0)
    race.take(-58, of: 1)
    #expect(race.holder == 0)
    // 30 % nearer is 4.65 dB with exponent 3.
    race.take(-55, of: 1)
    #expect(race.holder == 1)
    race.leave(1)
    #expect(race.holder == 0)
  }

  /// By receiver, with a threshold of -70 dBm.
  private func near(
    _ peer: Peer, _ looks: [(Double, Int, Float)], isRace: Bool = false
  ) throws -> [[Interval]] {
    let floor = try Floor(
      receivers: [Receiver(id: "a"), Receiver(id: "b")],
      places: [Place(id: "a", receivers: ["a"], radius: 2)])
    let course = Course(
      floor: floor, looks: looks.map { Look(time: $0, receiver: $1, rssi: $2) },
      length: looks.last?.0 ?? 0)
    return peer.near(
      Levels(of: course, by: peer), Candidate(threshold: -70, gap: peer.gaps[0]), isRace: isRace)
  }
}
