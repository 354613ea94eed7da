import Proximity
import Simulation
import Testing

@Suite("A shop's day")
struct ShopDayTests {
  @Test("The same seed gives the same digest and picture, another seed another")
  func digest() throws {
    func report(_ seed: UInt64) throws -> DayReport {
      try DayReport(ShopDay(seed: seed, hours: 1, shoppers: 2, strangers: 20))
    }
    let (one, same, other) = (try report(1), try report(1), try report(2))
    #expect(one.digest == same.digest && one.picture == same.picture)
    #expect(one.digest != other.digest)
    #expect(!one.visits.isEmpty && one.strangers > 0)
    #expect(one.picture.hasPrefix("<svg") && one.picture.hasSuffix("</svg>\n"))
    #expect(one.picture.split(separator: "<rect").count - 1 == 1 + one.visits.count + 6)
  }

  @Test("A day out of its ranges is refused by name")
  func refused() {
    #expect { try ShopDay(seed: 1, hours: 0) } throws: { "\($0)".contains("hours") }
    #expect { try ShopDay(seed: 1, shoppers: 1_001) } throws: { "\($0)".contains("shoppers") }
  }
}

@Suite("Worlds")
struct WorldTests {
  @Test("The same seed gives the same world and the same arrivals, another seed others")
  func deterministic() throws {
    func arrivals(_ seed: UInt64) throws -> [String] {
      var air = try WorldAir(World(seed: seed))
      var all: [String] = []
      while let next = air.next() { all.append("\(next)") }
      return all
    }
    let first = try arrivals(1)
    #expect(try arrivals(1) == first)
    #expect(try arrivals(2) != first)
    #expect(first.count > 10)
  }

  @Test("Each trouble is in some worlds and lacks in others")
  func swarm() throws {
    let swarms = try (0..<64).map { try World(seed: $0).swarm }
    for bit in 0..<17 {
      let trouble = Swarm(rawValue: 1 << UInt32(bit))
      let count = swarms.count { $0.contains(trouble) }
      #expect((12...52).contains(count), "trouble \(bit) is in \(count) of 64")
    }
  }
}
