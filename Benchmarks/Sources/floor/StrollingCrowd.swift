import Foundation
import Proximity
import Workload

/// Shoppers who stroll over a floor and are heard by all of its receivers once a second.
struct StrollingCrowd {
  static let batchSize = 1_000

  let floor: Floor
  private let receivers: [Position]
  private var positions: [Position]
  private var random: SplitMix64
  private var turn = 0
  private var time: Int64 = 0

  init(count: Int, width: Double, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let spots = (0..<12).map { number in
      Position(
        x: Float(width) * (Float(number % 4) + 0.5) / 4, y: 16 * (Float(number / 4) + 0.5) / 3,
        z: 2.5)
    }
    receivers = spots
    let ids = spots.indices.compactMap { ReceiverID("receiver-\($0)") }
    floor = try Floor(
      receivers: zip(ids, spots).map { Receiver(id: $0, position: $1) },
      places: ids.compactMap { receiver in
        PlaceID("place-\(receiver)").map { Place(id: $0, receivers: [receiver], radius: 2.5) }
      })
    positions = (0..<count).map { _ in
      Position(x: Float(width) * Self.unit(&random), y: 16 * Self.unit(&random), z: 1.2)
    }
    self.random = random
  }

  private static func unit(_ random: inout SplitMix64) -> Float {
    Float(random.next() >> 40) / Float(1 << 24)
  }

  /// The next thousand looks; a shopper's twelve come a millisecond after each other.
  mutating func next() -> [Sighting] {
    var sightings: [Sighting] = []
    sightings.reserveCapacity(Self.batchSize)
    while sightings.count + receivers.count <= Self.batchSize {
      positions[turn].x += Self.unit(&random) - 0.5
      positions[turn].y += Self.unit(&random) - 0.5
      let own = positions[turn]
      for (number, receiver) in receivers.enumerated() {
        let (x, y, z) = (own.x - receiver.x, own.y - receiver.y, own.z - receiver.z)
        let metres = (x * x + y * y + z * z).squareRoot()
        sightings.append(
          Sighting(
            shopper: ShopperIndex(slot: UInt32(turn), generation: 0),
            receiver: ReceiverIndex(UInt16(number)), time: Instant(nanoseconds: time),
            pathLoss: 15 * log10(max(0.5, metres)) + 10 * (Self.unit(&random) - 0.5)))
      }
      turn += 1
      if turn == positions.count { turn = 0 }
      time += 1_000_000_000 / Int64(positions.count)
    }
    return sightings
  }
}
