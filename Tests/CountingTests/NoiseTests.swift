import Proximity
import Testing

@testable import Counting

@Suite("Noise")
struct NoiseTests {
  private func key(_ seed: UInt8 = 0) throws -> NoiseKey {
    try NoiseKey((0..<32).map { UInt8($0) ^ seed })
  }

  @Test("The generator is ChaCha20, as RFC 8439 has it")
  func vector() throws {
    // Section 2.3.2.
    var generator = KeyedGenerator(try key(), nonce: (0x0900_0000, 0x4A00_0000, 0), block: 1)
    let expected: [UInt32] = [
      0xE4E7_F110, 0x1559_3BD1, 0x1FDD_0F50, 0xC471_20A3, 0xC7F4_D1C7, 0x0368_C033, 0x9AAA_2204,
      0x4E6C_D4C3, 0x4664_82D2, 0x09AA_9F07, 0x05D7_C214, 0xA202_8BD9, 0xD19C_12B5, 0xB94E_16DE,
      0xE883_D0CB, 0x4E3C_50A2,
    ]
    #expect(expected.map { _ in generator.next32() } == expected)
  }

  @Test("Numbers follow from the key, the subject and the number, and from nothing else")
  func deterministic() throws {
    func first(_ seed: UInt8, _ subject: KeyedGenerator.Subject, _ number: Int) throws -> [UInt64] {
      var generator = KeyedGenerator(try key(seed), subject, number)
      return (0..<20).map { _ in generator.next() }
    }
    let numbers = try first(0, .visitors, 20_000)
    #expect(try first(0, .visitors, 20_000) == numbers)
    #expect(try first(1, .visitors, 20_000) != numbers)
    #expect(try first(0, .strangers, 20_000) != numbers)
    #expect(try first(0, .visitors, 20_001) != numbers)
    #expect(try first(0, .visitors, -20_000) != numbers)
    #expect(Set(numbers).count == 20)
  }

  @Test("Numbers below a bound are all as likely, also below one that divides nothing")
  func uniform() throws {
    var generator = KeyedGenerator(try key(), .visitors, 1)
    for bound: UInt64 in [1, 2, 3, 7, 10] {
      var counts = Array(repeating: 0, count: Int(bound))
      for _ in 0..<2_000 { counts[Int(generator.number(below: bound))] += 1 }
      let expected = 2_000 / Double(bound)
      let distance = counts.reduce(0) { sum, count in
        sum + (Double(count) - expected) * (Double(count) - expected) / expected
      }
      // Chi-square with at most 9 degrees of freedom: 27.9 is passed once in a thousand seeds.
      #expect(distance < 27.9, "\(bound): \(counts)")
    }
  }

  @Test("The noise is discrete Laplace", arguments: [1, 2, 4, 24])
  func laplace(scale: Int) throws {
    let draws = 10_000
    var generator = KeyedGenerator(try key(), .visitors, scale)
    var counts: [Int: Int] = [:]
    for _ in 0..<draws { counts[generator.laplace(scale: UInt64(scale)), default: 0] += 1 }
    let ratio = Elementary.decay(1 / Double(scale))
    let peak = (1 - ratio) / (1 + ratio)
    // Every number that is expected at least 20 times, and the rest of each side as one.
    var distance = 0.0
    var cells = 0
    func compare(_ count: Int, _ chance: Double) {
      let expected = Double(draws) * chance
      distance += (Double(count) - expected) * (Double(count) - expected) / expected
      cells += 1
    }
    var chance = peak
    var number = 0
    var centre = 0
    while chance * Double(draws) >= 20 {
      for sign in number == 0 ? [1] : [1, -1] {
        compare(counts[sign * number, default: 0], chance)
        centre += counts[sign * number, default: 0]
      }
      chance *= ratio
      number += 1
    }
    compare(draws - centre, 2 * chance / (1 - ratio))
    // Chi-square is near to normal with so many cells; 4 standard deviations.
    let freedom = Double(cells - 1)
    #expect(distance < freedom + 4 * (2 * freedom).squareRoot(), "\(distance) of \(cells) cells")
    #expect(cells > 8)
  }

  @Test("A key is 32 bytes, and not shown")
  func keys() throws {
    #expect(throws: ConfigurationError.self) { try NoiseKey(Array(repeating: 1, count: 31)) }
    #expect(throws: ConfigurationError.self) { try NoiseKey([]) }
    #expect(Mirror(reflecting: try key()).children.isEmpty)
    #expect("\(try key())" == "a noise key")
  }
}
