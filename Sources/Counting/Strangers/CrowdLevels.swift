public import Proximity

/// Tells, for each place and quarter hour, about how many strangers' addresses were heard at once;
/// nothing else is ever known of strangers.
///
/// It keeps one sketch of a fixed size a place, wiped every minute and hashed with another key, and
/// one sum. Nothing of it is ever written: there is no way to get at a sketch, to save one or to
/// compare two.
public struct CrowdLevels: Sendable {
  /// How a level is told.
  public let rules: CrowdRules
  /// Addresses of a minute that is over already, and were left out.
  public private(set) var late = 0

  private let key: NoiseKey
  private var sketches: [AddressSketch]
  private var sums: [Int]
  /// The minute since 1970 that the sketches are of; none before the first address.
  private var minute: Int?
  private var hash: (UInt64, UInt64) = (0, 0)

  /// Minutes of a quarter hour.
  private static let quarter = 15

  /// Creates levels.
  ///
  /// - Parameters:
  ///   - rules: how a level is told.
  ///   - key: where the hashes come from; drawn at start-up and never kept.
  public init(_ rules: CrowdRules, key: NoiseKey) {
    self.rules = rules
    self.key = key
    let count = rules.isOn ? rules.places.count : 0
    sketches = Array(repeating: AddressSketch(), count: count)
    sums = Array(repeating: 0, count: count)
  }

  /// Takes in that an address of nobody who consented was heard at a place. Does nothing at all
  /// while it is off.
  ///
  /// - Parameters:
  ///   - address: the 48 bits of the address and its kind.
  ///   - place: where, by its position in the rules.
  ///   - minute: the minutes since 1970, in order; an earlier one is left out.
  /// - Returns: the levels of the quarter hour that has ended with it, if one has.
  /// - Complexity: O(1); O(places) once a minute.
  public mutating func hear(_ address: UInt64, at place: Int, minute: Int) -> [CrowdLevel] {
    guard rules.isOn, sketches.indices.contains(place) else { return [] }
    let ended = advance(to: minute)
    guard minute == self.minute else {
      late += 1
      return ended
    }
    sketches[place].insert(address, hash)
    return ended
  }

  /// Takes in that time has passed.
  ///
  /// - Returns: the levels of the quarter hour that has ended, if one has with anything heard in it.
  public mutating func advance(to minute: Int) -> [CrowdLevel] {
    guard rules.isOn else { return [] }
    guard let last = self.minute else {
      begin(minute)
      return []
    }
    guard minute > last else { return [] }
    for index in sketches.indices {
      sums[index] += sketches[index].estimate
      sketches[index].wipe()
    }
    let quarter = last.quotient(by: Self.quarter)
    begin(minute)
    guard minute.quotient(by: Self.quarter) > quarter else { return [] }
    return end(quarter)
  }

  private mutating func begin(_ minute: Int) {
    self.minute = minute
    var generator = KeyedGenerator(key, .strangers, minute)
    hash = (generator.next(), generator.next())
  }

  private mutating func end(_ quarter: Int) -> [CrowdLevel] {
    let levels = sums.indices.map { index in
      // The mean of the quarter hour's minutes: how many were heard at once, most of the time.
      let mean = (sums[index] + Self.quarter / 2) / Self.quarter
      let rounded = (mean + rules.step / 2) / rules.step * rules.step
      return CrowdLevel(
        place: rules.places[index], quarter: quarter,
        level: mean >= rules.threshold ? max(rounded, rules.threshold) : nil)
    }
    for index in sums.indices { sums[index] = 0 }
    return levels
  }
}

/// About how many strangers' addresses were heard at once at a place.
public struct CrowdLevel: Equatable, Sendable, Codable {
  /// Where.
  public let place: PlaceID
  /// When: the quarter hours since 1970.
  public let quarter: Int
  /// How many, rounded; nothing when too few to be told.
  public let level: Int?
}

extension Int {
  /// The quotient rounded down, also of negative numbers.
  fileprivate func quotient(by divisor: Int) -> Int {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
  }
}
