import Testing

@testable import Advertising

@Suite("iBeacons laid out as nearly all are")
struct UsualLayoutTests {
  private static let usual: [UInt8] =
    [2, 0x01, 0x06, 26, 0xFF, 0x4C, 0x00, 0x02, 0x15] + (1...21).map { UInt8($0) }

  /// Both ways to read advertising data that lies somewhere in longer bytes.
  private static func read(_ data: [UInt8], after: Int) -> (quick: Beacon?, slow: Beacon?) {
    let bytes = Array(repeating: 0xFF, count: after) + data + [0xC5, 0x02]
    let payload = after..<after + data.count
    return (
      Beacon.first(in: bytes.span, payload), Beacon.firstOfStructures(in: bytes.span, payload)
    )
  }

  @Test("It is found at once, whatever the flags say", arguments: [UInt8(0), 6, 0x1A, 0xFF])
  func found(flags: UInt8) {
    var data = Self.usual
    data[2] = flags
    let bytes = data
    #expect(IBeacon(usual: bytes.span, 0..<30) != nil)
    let read = Self.read(data, after: 13)
    #expect(read.quick != nil)
    #expect(read.quick == read.slow)
  }

  @Test("Whatever differs from it is read as it is structure by structure", arguments: 0..<30)
  func changed(place: Int) {
    for byte in UInt8.min...UInt8.max {
      var data = Self.usual
      data[place] = byte
      let read = Self.read(data, after: place)
      #expect(read.quick == read.slow, "byte \(place) is \(byte)")
    }
  }

  @Test("So is what is shorter, longer or random", arguments: 1...50 as ClosedRange<UInt64>)
  func random(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      var data = Self.usual
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        data[Int.random(in: 0..<data.count, using: &random)] = .random(in: 0...255, using: &random)
      }
      let cut = Int.random(in: 0...4, using: &random)
      if Bool.random(using: &random) { data.removeLast(cut) } else { data += data.prefix(cut) }
      let read = Self.read(data, after: Int.random(in: 0...9, using: &random))
      #expect(read.quick == read.slow, "\(data)")
    }
  }
}
