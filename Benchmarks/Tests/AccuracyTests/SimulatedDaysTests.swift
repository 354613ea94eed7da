import Proximity
import Simulation
import Testing

@testable import accuracy

@Suite("Simulated days")
struct SimulatedDaysTests {
  @Test("Whoever is in a place stays: nobody only passes through one")
  func stays() throws {
    let floor = try SimulatedDays.shop()
    var count = 0
    for day in 0..<SimulatedDays.days {
      for shopper in try SimulatedDays.scenario(day, on: floor).shoppers {
        for place in floor.places {
          let spots = place.receivers.compactMap { floor.receiver($0) }
            .compactMap { floor.receivers[Int($0.rawValue)].position }
          let stays = shopper.walks[0].presence(within: Double(place.radius), of: spots)
          count += stays.count
          #expect(stays.allSatisfy { $0.upperBound - $0.lowerBound >= .seconds(20) })
        }
      }
    }
    #expect(count == SimulatedDays.days * SimulatedDays.intervals.count * 5)
  }
}
