import Advertising

/// Finds who an identifier off the air belongs to: a keyed hash table of fixed size, at most half
/// full.
///
/// A probe reads eight bytes: half of the hash and the number of an entry. So a stranger costs one
/// cache line and is never written down, and nobody who does not know the seed can choose
/// identifiers that collide. Of an enrolled shopper's entry a look-up reads 32 bytes.
struct IdentifierTable: Sendable {
  /// An identifier and whose it is.
  struct Entry: BitwiseCopyable, Sendable {
    var identifier: BeaconIdentifier
    /// dBm at 1 m; not a number when the shopper's credential does not state it.
    var measuredPower: Float
    var shopper: ShopperIndex
    /// When a rotating identifier was last noted as heard, in nanoseconds.
    var lastNoted: Int64
    /// The period of a rotating identifier.
    var period: UInt32
    /// The next entry of the same shopper, or `none`.
    var next: UInt32
    var isRotating: Bool
  }

  /// What a look-up reads of an entry.
  struct Key: BitwiseCopyable, Sendable {
    var high: UInt64
    var middle: UInt64
    /// The last bytes of the identifier and its kind, below what is marked.
    var tail: UInt64
    var shopper: ShopperIndex

    static var rotating: UInt64 { 1 << 63 }
    static var powered: UInt64 { 1 << 62 }

    var isRotating: Bool { tail & Self.rotating != 0 }
    /// Whether the shopper's credential states a measured power.
    var isPowered: Bool { tail & Self.powered != 0 }
  }

  /// What is left of it.
  private struct Details: BitwiseCopyable, Sendable {
    var lastNoted: Int64 = 0
    var measuredPower = Float.nan
    var period: UInt32 = 0
    var next = IdentifierTable.none
  }

  static let none = UInt32.max

  private(set) var keys: [Key]
  private var details: [Details]
  private var free: [UInt32]
  /// The upper half of the hash above the number of the entry; `vacant` where there is none.
  private var probes: [UInt64]
  private let mask: Int
  private let seed: (UInt64, UInt64)
  fileprivate static var vacant: UInt64 { .max }

  init(capacity: Int, seed: UInt64) {
    let nobody = ShopperIndex(slot: 0, generation: 0)
    keys = Array(repeating: Key(high: 0, middle: 0, tail: 0, shopper: nobody), count: capacity)
    details = Array(repeating: Details(), count: capacity)
    free = (0..<UInt32(capacity)).reversed()
    var size = 16
    while size < capacity * 2 { size *= 2 }
    probes = Array(repeating: Self.vacant, count: size)
    mask = size - 1
    self.seed = (seed ^ 0x9E37_79B9_7F4A_7C15, seed &* 0xD134_2543_DE82_EF95 | 1)
  }

  var isFull: Bool { free.isEmpty }
  var count: Int { keys.count - free.count }

  /// The entry of a number that ``insert(_:)`` gave or a look-up found.
  subscript(number: UInt32) -> Entry {
    let (key, details) = (keys[Int(number)], details[Int(number)])
    return Entry(
      identifier: key.identifier, measuredPower: details.measuredPower, shopper: key.shopper,
      lastNoted: details.lastNoted, period: details.period, next: details.next,
      isRotating: key.isRotating)
  }

  /// The beginning of a look-up.
  struct Probe: BitwiseCopyable {
    fileprivate var hash: UInt64 = 0
    /// What stands where the identifier belongs.
    fileprivate var first = IdentifierTable.vacant
  }

  /// Begins to look an identifier up. Several begun before the first is finished wait for memory
  /// together.
  @inline(__always)
  func probe(_ identifier: BeaconIdentifier) -> Probe {
    let hash = hash(identifier)
    return Probe(hash: hash, first: probes[Int(truncatingIfNeeded: hash) & mask])
  }

  /// The entry of an identifier. Complexity: O(1) expected, whatever is on the air.
  @inline(__always)
  func find(_ identifier: BeaconIdentifier) -> UInt32? { find(identifier, probe(identifier)) }

  /// The entry of an identifier whose look-up has begun.
  @inline(__always)
  func find(_ identifier: BeaconIdentifier, _ begun: Probe) -> UInt32? {
    var at = Int(truncatingIfNeeded: begun.hash) & mask
    var probe = begun.first
    while probe != Self.vacant {
      if probe >> 32 == begun.hash >> 32 {
        let number = UInt32(truncatingIfNeeded: probe)
        if keys[Int(number)].isOf(identifier) { return number }
      }
      at = (at &+ 1) & mask
      probe = probes[at]
    }
    return nil
  }

  /// Adds an entry whose identifier is not there yet.
  ///
  /// - Precondition: the table is not full.
  mutating func insert(_ entry: Entry) -> UInt32 {
    guard let number = free.popLast() else { preconditionFailure("check isFull first") }
    keys[Int(number)] = Key(entry)
    details[Int(number)] = Details(
      lastNoted: entry.lastNoted, measuredPower: entry.measuredPower, period: entry.period,
      next: entry.next)
    let hash = hash(entry.identifier)
    var at = Int(truncatingIfNeeded: hash) & mask
    while probes[at] != Self.vacant { at = (at + 1) & mask }
    probes[at] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(number)
    return number
  }

  /// Removes an entry and shifts back what its absence would hide. Complexity: O(1) expected.
  mutating func remove(_ number: UInt32) {
    var hole = Int(truncatingIfNeeded: hash(keys[Int(number)].identifier)) & mask
    while probes[hole] & 0xFFFF_FFFF != UInt64(number) || probes[hole] == Self.vacant {
      hole = (hole + 1) & mask
    }
    var at = hole
    while true {
      at = (at + 1) & mask
      let probe = probes[at]
      if probe == Self.vacant { break }
      let identifier = keys[Int(probe & 0xFFFF_FFFF)].identifier
      let home = Int(truncatingIfNeeded: hash(identifier)) & mask
      if (at - home) & mask >= (at - hole) & mask {
        probes[hole] = probe
        hole = at
      }
    }
    probes[hole] = Self.vacant
    free.append(number)
  }

  mutating func link(_ number: UInt32, to next: UInt32) { details[Int(number)].next = next }

  mutating func note(_ number: UInt32, at time: Int64) { details[Int(number)].lastNoted = time }

  mutating func setMeasuredPower(_ number: UInt32, _ power: Float) {
    details[Int(number)].measuredPower = power
    keys[Int(number)].tail &= ~Key.powered
    if !power.isNaN { keys[Int(number)].tail |= Key.powered }
  }

  /// Two rounds of multiply and fold under the seed, after wyhash (Wang Yi, 2019).
  @inline(__always)
  private func hash(_ identifier: BeaconIdentifier) -> UInt64 {
    let first = Self.fold(identifier.high ^ seed.0, identifier.middle ^ seed.1)
    return Self.fold(first ^ identifier.tail, seed.0 ^ 0xA076_1D64_78BD_642F)
  }

  @inline(__always)
  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
