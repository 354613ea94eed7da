import Foundation
import Proximity
import Scoring
import Site

/// Near on five tracks through a floor of twelve receivers, each a place of its own.
struct MovingBeacon: Sendable {
  /// Horizontal metres.
  static let radius: Float = 2.5

  struct Track: Sendable {
    let name: String
    let looks: [Look]
    let path: Path
    let length: Double
    /// By receiver.
    let truth: [[Interval]]
    let samples: [Calibration.Sample]
  }

  let receivers: [Receiver]
  let tracks: [Track]

  init() throws {
    let receivers = try Fixture.site("moving-beacon").floor.receivers
    self.receivers = receivers
    tracks = try (1...5).map { try Self.track("moving-beacon-straight_0\($0)", receivers) }
  }

  private static func track(_ name: String, _ receivers: [Receiver]) throws -> Track {
    let fixture = try Fixture(
      name, receivers: receivers.map(\.id), truth: ["x", "y", "z"])
    let points = fixture.truth.map {
      Path.Point(time: $0.time, x: $0.values[0], y: $0.values[1], z: $0.values[2])
    }
    let path = Path(points)
    let recording = Interval(0, fixture.length)
    let positions = try receivers.map { receiver in
      guard let position = receiver.position else {
        throw Problem("receiver '\(receiver.id)' has no position")
      }
      return position
    }
    return Track(
      name: name, looks: fixture.looks, path: path, length: fixture.length,
      truth: positions.map { spot in
        path.within(Double(radius), ofX: Double(spot.x), y: Double(spot.y), during: recording)
      },
      samples: fixture.looks.map { look in
        Calibration.Sample(
          receiver: look.receiver,
          metres: path.position(at: look.time).distance(to: positions[look.receiver]),
          rssi: look.rssi)
      })
  }

  /// Fitted to all tracks but one.
  func calibration(without track: Int) -> Calibration {
    Calibration(
      fittedTo: tracks.indices.filter { $0 != track }.flatMap { tracks[$0].samples },
      receivers: receivers.count)
  }

  /// A track at a site with all receivers and their positions.
  func course(_ track: Int, _ calibration: Calibration) throws -> Course {
    Course(
      floor: try Self.floor(
        zip(receivers, calibration.offsets).map { receiver, offset in
          Receiver(id: receiver.id, position: receiver.position, offset: offset)
        }, calibration.exponent),
      looks: tracks[track].looks, length: tracks[track].length)
  }

  /// A track at a site that has nothing but one of the receivers.
  func course(_ track: Int, _ calibration: Calibration, only receiver: Int) throws -> Course {
    Course(
      floor: try Self.floor(
        [Receiver(id: receivers[receiver].id, offset: calibration.offsets[receiver])],
        calibration.exponent),
      looks: tracks[track].looks.filter { $0.receiver == receiver }.map { look in
        Look(time: look.time, receiver: 0, rssi: look.rssi)
      },
      length: tracks[track].length)
  }

  private static func floor(_ receivers: [Receiver], _ exponent: Float) throws -> Floor {
    let places = try receivers.map { receiver in
      guard let id = PlaceID(receiver.id.description) else {
        throw Problem("'\(receiver.id)' cannot be a place")
      }
      return Place(id: id, receivers: [receiver.id], radius: radius)
    }
    return try Floor(receivers: receivers, places: places, exponent: exponent)
  }
}
