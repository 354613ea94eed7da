public import Proximity

/// A time that a shopper truly spent at a place.
public struct Stay: Equatable, Sendable {
  /// Who.
  public var shopper: ShopperID
  /// Where.
  public var place: PlaceIndex
  /// From when to when.
  public var time: Range<Instant>

  /// Creates a stay.
  public init(shopper: ShopperID, place: PlaceIndex, time: Range<Instant>) {
    self.shopper = shopper
    self.place = place
    self.time = time
  }

  /// How long.
  public var dwell: Duration { time.upperBound - time.lowerBound }
}

extension Scenario {
  /// Where the scripted shoppers truly were: within the radius of which place, from when to when.
  ///
  /// Of a place in a group this says when the shopper was within its radius, not which place of the
  /// group held.
  ///
  /// - Returns: in the order of the shoppers, then of the places, then of time.
  /// - Complexity: O(points of the walks × receivers of the places).
  public func stays() -> [Stay] { stays(joinedAcross: .zero) }

  /// The visits that an engine which knew the truth would tell of: stays with the steps out that
  /// are shorter than the merge gap left in, and those shorter than the minimum dwell left out.
  ///
  /// - Returns: in the order of the shoppers, then of the places, then of time.
  public func visits() -> [Stay] {
    stays(joinedAcross: floor.visits.mergeGap).filter { $0.dwell >= floor.visits.minimumDwell }
  }

  private func stays(joinedAcross gap: Duration) -> [Stay] {
    let points = floor.places.map { place in
      place.receivers.compactMap { id in
        floor.receiver(id).flatMap { floor.receivers[Int($0.rawValue)].position }
      }
    }
    return shoppers.flatMap { shopper in
      floor.places.indices.flatMap { place in
        shopper.walks
          .flatMap { $0.presence(within: Double(floor.places[place].radius), of: points[place]) }
          .joined(across: gap)
          .map { Stay(shopper: shopper.id, place: PlaceIndex(UInt16(place)), time: $0) }
      }
    }
  }
}
