import Foundation
import Proximity
import Recording

/// A shop whose radio is known, and a technician's walk past its three receivers.
enum CalibrationWalk {
  static let power = -64.0
  static let exponent = 1.8
  static let offsets = ["door": 3.0, "shelf": -2.0, "till": -1.0]

  /// The site; the receivers and the shoppers may be written in other ways.
  static func site(
    receivers: String = """
    receivers:
      - id: door                 # above it
        position: [0, 0, 2.2]    # x, y, height
      - {id: shelf, position: [8, 1, 2.2], offset: 0.5}
      - {id: till, position: [4, 9, 2.2]}
    """,
    shoppers: String = "shoppers: [{id: anna, credential: {name: tag-1}, consents: [presence]}]"
  ) -> String {
    """
    # Our shop.
    version: 1
    site:
      name: Shop
      zone: Europe/London
      exponent: 2.25         # a guess
    \(receivers)
    places:
      - {id: entrance, brand: house, receivers: [door], radius: 2}
      - {id: tea, brand: leaf, receivers: [shelf], radius: 3}
      - {id: pay, brand: house, receivers: [till], radius: 2}
    \(shoppers)
    # The end.
    """
  }

  /// What `site` is after the walk.
  static let calibrated = site(
    receivers: """
      receivers:
        - id: door                 # above it
          position: [0, 0, 2.2]    # x, y, height
          offset: 1.5
        - {id: shelf, position: [8, 1, 2.2], offset: -1}
        - {id: till, position: [4, 9, 2.2], offset: -0.5}
      """
  ).replacing(
    "  exponent: 2.25         # a guess",
    with: "  exponent: 1.8          # a guess\n  measured-power: -64"
  )

  private static let points: [(time: Double, x: Double, y: Double)] = [
    (0, 0, 0.5), (40, 8, 1.5), (80, 4.5, 8), (120, 0.5, 1), (160, 4, 5), (200, 8, 8),
  ]

  /// The known points.
  static var walk: String {
    "time,x,y\n"
      + points.map { "\(Shop.start + $0.time),\($0.x),\($0.y)" }.joined(separator: "\n") + "\n"
  }

  /// Where the beacon was, 1.2 m above the floor, and how far from a receiver.
  private static func metres(_ time: Double, to receiver: String) -> Double {
    let places = ["door": (0.0, 0.0), "shelf": (8, 1), "till": (4, 9)]
    let place = places[receiver] ?? (0, 0)
    let next = points.firstIndex { $0.time > time } ?? points.count - 1
    let (from, to) = (points[next - 1], points[next])
    let part = (time - from.time) / (to.time - from.time)
    let (x, y) = (from.x + part * (to.x - from.x), from.y + part * (to.y - from.y))
    return (pow(x - place.0, 2) + pow(y - place.1, 2) + 1).squareRoot()
  }

  /// RSSI without any error.
  static func rssi(_ time: Double, at receiver: String) -> Double {
    power - 10 * exponent * log10(max(0.5, metres(time, to: receiver))) - (offsets[receiver] ?? 0)
  }

  /// What the receivers hear of Anna's beacon.
  static let recording = csv()

  /// What the receivers hear: RSSI in thousandths of a dB, now and then a deep fade.
  static func csv(beacon: String = "tag-1") -> String {
    var rows = ["time,receiver,beacon,rssi"]
    for step in 0..<400 {
      for receiver in ["door", "shelf", "till"] {
        let time = 0.25 + Double(step) / 2
        let fade = step % 11 == 5 ? 18.0 : 0
        let rssi = ((rssi(time, at: receiver) - fade) * 1000).rounded() / 1000
        rows.append("\(Shop.start + time),\(receiver),\(beacon),\(rssi)")
        rows.append("\(Shop.start + time),\(receiver),stranger-9,-40")
      }
    }
    return rows.joined(separator: "\n") + "\n"
  }

  /// What the till hears of Cleo's beacon, which says -59 dBm of itself.
  static func btsnoop() throws -> [UInt8] {
    var writer = BtsnoopWriter()
    for step in 0..<400 {
      let time = 0.25 + Double(step) / 2
      let rssi = Int8(rssi(time, at: "till").rounded())
      try writer.append(
        Shop.event(Shop.cleosBeacon, from: 0xC111_2233_4455, rssi: rssi).span,
        at: .init(seconds: Shop.start + time))
    }
    return writer.bytes
  }
}
