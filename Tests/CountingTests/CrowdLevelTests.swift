import Counting
import Proximity
import Testing

@Suite("The level of strangers")
struct CrowdLevelTests {
  private static let minute = 29_648_160  // on a full quarter hour
  private static let places: [PlaceID] = ["door", "tea"]

  private func levels(isOn: Bool = true, seed: Int = 0) throws -> CrowdLevels {
    CrowdLevels(try CrowdRules(isOn: isOn, places: Self.places), key: try Census.key(seed))
  }

  /// The level told for a quarter hour in which that many addresses were heard each minute.
  private func level(_ addresses: Int, seed: Int = 0) throws -> Int? {
    var levels = try levels(seed: seed)
    for minute in Self.minute..<Self.minute + 15 {
      for address in 0..<addresses {
        // Every address is heard twice a minute, and keeps for all of the quarter hour.
        for _ in 0..<2 { _ = levels.hear(UInt64(address) << 8 | 1, at: 1, minute: minute) }
      }
    }
    let told = levels.advance(to: Self.minute + 15)
    guard addresses > 0 else {
      #expect(told.isEmpty, "nobody was heard")
      return nil
    }
    #expect(told.map(\.place) == Self.places && told.first?.level == nil)
    return told.last?.level
  }

  @Test("A level is told in steps of 5 from 10 on, within what the sketch can tell")
  func steps() throws {
    #expect(try level(0) == nil)
    #expect(try level(9) == nil)
    for addresses in [10, 20, 55, 100, 1_000] {
      let told = try #require(try level(addresses))
      #expect(told % 5 == 0 && told >= 10)
      #expect(abs(told - addresses) <= max(5, addresses / 20), "\(told) of \(addresses)")
    }
  }

  @Test("Nine at once are never told, whatever the seed of 100")
  func nine() throws {
    for seed in 0..<100 { #expect(try level(9, seed: seed) == nil) }
  }

  @Test("Off by default: it keeps nothing and tells nothing")
  func off() throws {
    #expect(try !CrowdRules(places: Self.places).isOn)
    var levels = try levels(isOn: false)
    for address in 0..<1_000 {
      #expect(levels.hear(UInt64(address), at: 1, minute: Self.minute).isEmpty)
    }
    #expect(levels.advance(to: Self.minute + 30).isEmpty)
    #expect(Self.size(of: levels) == 0)
  }

  @Test("R1: what is in memory has one size, whoever was heard, and after the minute it is blank")
  func noByteOfADevice() throws {
    var levels = try levels()
    _ = levels.hear(1, at: 0, minute: Self.minute)
    let size = Self.size(of: levels)
    #expect(size == 2 * 4096 / 64, "one sketch a place")
    for address in 0..<100_000 { _ = levels.hear(UInt64(address), at: 1, minute: Self.minute) }
    #expect(Self.size(of: levels) == size)
    #expect(Self.words(of: levels).contains { $0 != 0 })
    _ = levels.advance(to: Self.minute + 1)
    #expect(Self.words(of: levels).allSatisfy { $0 == 0 })
  }

  @Test("No two minutes share a hash, so that no address can be followed from one to the next")
  func rekeyed() throws {
    var levels = try levels()
    var bits: Set<[UInt64]> = []
    for minute in Self.minute..<Self.minute + 60 {
      _ = levels.hear(0xC0FF_EE00_1234, at: 1, minute: minute)
      bits.insert(Self.words(of: levels))
    }
    // Of 4,096 bits, 60 draws meet by chance once or not at all.
    #expect(bits.count >= 57)
  }

  @Test("A quarter hour with silent minutes counts them, and one nobody was heard in tells nothing")
  func silence() throws {
    var levels = try levels()
    for address in 0..<300 { _ = levels.hear(UInt64(address), at: 1, minute: Self.minute) }
    let told = levels.hear(1, at: 1, minute: Self.minute + 15)
    #expect(told.map(\.level) == [nil, 20], "300 in one of 15 minutes")
    #expect(told.map(\.quarter) == [Self.minute / 15, Self.minute / 15])
  }

  @Test("Time that goes backwards, places there are none and far leaps do no harm")
  func bad() throws {
    var levels = try levels()
    _ = levels.hear(1, at: 1, minute: Self.minute)
    #expect(levels.hear(1, at: 1, minute: Self.minute - 1).isEmpty)
    #expect(levels.late == 1)
    #expect(levels.hear(1, at: 2, minute: Self.minute).isEmpty)
    #expect(levels.hear(1, at: -1, minute: Self.minute).isEmpty)
    #expect(levels.advance(to: .min).isEmpty)
    #expect(levels.advance(to: .max).count == 2)
    #expect(levels.advance(to: .max).isEmpty)
  }

  @Test("Rules out of their range are refused")
  func rules() {
    #expect(throws: ConfigurationError.self) { try CrowdRules(places: []) }
    #expect(throws: ConfigurationError.self) { try CrowdRules(places: ["a", "a"]) }
    #expect(throws: ConfigurationError.self) { try CrowdRules(places: ["a"], threshold: 9) }
    #expect(throws: ConfigurationError.self) { try CrowdRules(places: ["a"], step: 1) }
  }

  /// All words of all sketches, found by looking at everything the value holds.
  private static func words(of levels: CrowdLevels) -> [UInt64] {
    func collect(_ value: Any) -> [UInt64] {
      if let words = value as? [UInt64] { return words }
      return Mirror(reflecting: value).children.flatMap { child in
        child.label == "hash" ? [] : collect(child.value)
      }
    }
    return collect(levels)
  }

  private static func size(of levels: CrowdLevels) -> Int { words(of: levels).count }
}
