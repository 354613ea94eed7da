import Advertising
import Testing

/// Bytes that nobody sends on purpose, or that somebody does: decoding ends with values or with
/// an error, and whatever it points at lies within the bytes.
@Suite struct HostileInputTests {
  @Test("Every beginning of every vector decodes or throws", arguments: Vector.all)
  func beginnings(of vector: Vector) {
    for count in 0...vector.bytes.count { decodeEveryWay(Array(vector.bytes.prefix(count))) }
  }

  @Test("Every end of every vector decodes or throws", arguments: Vector.all)
  func ends(of vector: Vector) {
    for count in 0...vector.bytes.count { decodeEveryWay(Array(vector.bytes.suffix(count))) }
  }

  @Test("A vector with one byte changed decodes or throws", arguments: Vector.all)
  func changes(of vector: Vector) {
    var generator = SeededGenerator(seed: 1)
    for index in vector.bytes.indices {
      var bytes = vector.bytes
      for byte in [0, 1, 0x7F, 0x80, 0xFF, bytes[index] &+ 1, bytes[index] &- 1]
        + generator.bytes(4)
      {
        bytes[index] = byte
        decodeEveryWay(bytes)
      }
    }
  }

  @Test(
    "A vector with bytes changed, dropped, doubled and swapped decodes or throws",
    arguments: Vector.all)
  func mutations(of vector: Vector) {
    var generator = SeededGenerator(seed: 2)
    guard !vector.bytes.isEmpty else { return }
    for _ in 0..<100 {
      var bytes = vector.bytes
      for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
        let index = Int.random(in: bytes.indices, using: &generator)
        switch UInt8.random(in: 0..<4, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: index)
        case 2: bytes.insert(bytes[index], at: index)
        default: bytes.swapAt(index, Int.random(in: bytes.indices, using: &generator))
        }
      }
      decodeEveryWay(bytes)
    }
  }

  @Test("Random bytes decode or throw", arguments: 0..<50 as Range<UInt64>)
  func noise(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let count = Int.random(in: 0...300, using: &generator)
      var bytes = generator.bytes(count)
      decodeEveryWay(bytes)
      // A plausible head lets the noise through to where it hurts.
      bytes.insert(contentsOf: [0x3E, UInt8(clamping: count + 2), 0x02, 0x03], at: 0)
      decodeEveryWay(bytes)
      bytes[2] = 0x0D
      decodeEveryWay(bytes)
    }
  }

  @Test(
    "The first beacon is the one the strict decoders find first, unless any is foreign",
    arguments: Vector.all)
  func leniency(vector: Vector) {
    guard vector.form == .payload else { return }
    let bytes = vector.bytes.span
    var found: [Beacon] = []
    var structures = ADStructures(0..<bytes.count)
    do throws(DecodeError) {
      while let structure = try structures.next(in: bytes) {
        if let beacon = try Beacon.decode(structure, in: bytes) { found.append(beacon) }
      }
    } catch {
      #expect(!vector.expected.isEmpty)
    }
    let expected = found.contains(.foreign) ? .foreign : found.first
    #expect(Beacon.first(in: bytes, 0..<bytes.count) == expected)
  }
}

private func decodeEveryWay(_ bytes: [UInt8]) {
  let span = bytes.span
  walkStructures(0..<span.count, in: span)
  walkReports(in: span, startingAt: 0) { span throws(DecodeError) in
    try AdvertisingReports(event: span)
  }
  walkReports(in: span, startingAt: 1) { span throws(DecodeError) in
    try AdvertisingReports(h4: span)
  }
}

private func walkReports(
  in bytes: Span<UInt8>, startingAt start: Int,
  _ begin: (Span<UInt8>) throws(DecodeError) -> AdvertisingReports
) {
  var found = 0
  do throws(DecodeError) {
    var reports = try begin(bytes)
    while let report = try reports.next(in: bytes) {
      found += 1
      #expect(report.payload.lowerBound >= start + 4)
      #expect(report.payload.upperBound <= bytes.count)
      walkStructures(report.payload, in: bytes)
    }
  } catch {
    #expect((0...bytes.count).contains(error.offset))
    #expect(!error.description.isEmpty)
  }
  #expect(found <= 25)
}

private func walkStructures(_ payload: Range<Int>, in bytes: Span<UInt8>) {
  var structures = ADStructures(payload)
  var position = payload.lowerBound
  do throws(DecodeError) {
    while let structure = try structures.next(in: bytes) {
      #expect(structure.payload.lowerBound == position + 2)
      #expect(structure.payload.upperBound <= payload.upperBound)
      position = structure.payload.upperBound
      // What a frame breaks is its own: the walk goes on.
      do throws(DecodeError) {
        if case .eddystoneURL(let url)? = try Beacon.decode(structure, in: bytes) {
          #expect(url.text.utf8.count <= EddystoneURL.longestText)
        }
      } catch {
        let whole = structure.payload.lowerBound...structure.payload.upperBound
        #expect(whole.contains(error.offset))
      }
    }
  } catch {
    #expect((position...payload.upperBound).contains(error.offset))
  }
  _ = Beacon.first(in: bytes, payload)
}
