public import Advertising
public import Proximity

/// Whose resolvable private addresses are heard, remembered by keyed fingerprint for 15 minutes.
///
/// A device that is bonded to nobody can be told from a stranger's only by trying every enrolled
/// key. That is far too much for the ingest path, so the work is split:
/// - `shopper(of:at:)` looks at no more than eight records, uses no cryptography, allocates
///   nothing, and puts an address that it does not know into a waiting line;
/// - `work(at:budget:)`, called when there is time to spare, tries the keys. The answer is there at
///   the address's next advertisement.
///
/// An address that keys of two shoppers match belongs to neither: 24 bits of proof do collide.
/// The same bits let a stranger's address match one of n keys with a probability of n / 2^24.
///
/// Everything has a fixed size. A flood of made-up addresses fills the waiting line; addresses
/// beyond it are shed and counted, and known shoppers stay known. Strangers' addresses stand as
/// they are only while they wait, `limits.pending` of them at most; nothing here is ever written.
public struct ResolvableAddresses: PrivateAddresses, ~Copyable, Sendable {
  /// How long an address is remembered after it was first heard: devices change it about as often.
  public static let lifetime: Duration = .seconds(15 * 60)

  /// The bounds it was made with.
  public let limits: PrivateAddressLimits
  /// What has been answered so far.
  public internal(set) var counters = PrivateAddressCounters()

  var keys = EnrolledKeys()
  var table: AddressTable
  var line: WaitingLine
  var cipher = BlockCipher()
  let hash: AddressHash
  /// No record expires before.
  var nextSweep: Instant?

  /// Creates an empty table.
  ///
  /// - Parameters:
  ///   - limits: how many keys, known addresses and waiting addresses fit.
  ///   - seed: 128 random bits, never the same at two starts.
  /// - Throws: `ConfigurationError` for limits that are out of range.
  public init(
    _ limits: PrivateAddressLimits = PrivateAddressLimits(), seed: AddressHashSeed
  ) throws(ConfigurationError) {
    try limits.validate()
    self.limits = limits
    table = AddressTable(capacity: limits.addresses)
    line = WaitingLine(capacity: limits.pending)
    hash = AddressHash(seed)
  }

  /// Addresses waiting for `work`.
  public var pending: Int { line.count }

  /// The shopper known to use that address.
  ///
  /// An address heard for the first time belongs to nobody yet and is noted for `work`. An address
  /// of another kind belongs to nobody ever and is not noted.
  ///
  /// - Complexity: O(1); no allocation, no cryptography beyond one keyed hash.
  public mutating func shopper(
    of address: AdvertisingAddress, at time: Instant
  ) -> ShopperIndex? {
    guard address.kind == .resolvablePrivate, !keys.isEmpty else { return nil }
    let address = PrivateAddress(bits: address.bits)
    let fingerprint = hash(address.bits)
    guard let index = table.index(of: fingerprint), var record = table[index] else {
      counters.unknown += 1
      note(address, fingerprint, at: time)
      return nil
    }
    if time - record.firstSeen >= Self.lifetime {
      counters.expired += 1
      record.restart(at: time)
    }
    if record.tried < keys.lastNumber, !record.isWaiting {
      letWait(address, &record, at: index)
    }
    table[index] = record
    return answer(record)
  }

  /// What a record says, counted.
  private mutating func answer(_ record: AddressRecord) -> ShopperIndex? {
    guard record.isSettled else {
      counters.unknown += 1
      return nil
    }
    guard case .one(let shopper) = record.owner else {
      counters.misses += 1
      return nil
    }
    counters.hits += 1
    return shopper
  }

  /// Makes a record of a new address, if it can also wait.
  private mutating func note(_ address: PrivateAddress, _ fingerprint: UInt64, at time: Instant) {
    guard !line.isFull, let index = table.place(for: fingerprint) else {
      counters.shed += 1
      return
    }
    if table[index] != nil { counters.evicted += 1 }
    var record = AddressRecord(fingerprint: fingerprint, firstSeen: time)
    letWait(address, &record, at: index)
    table[index] = record
    let expiry = time + Self.lifetime
    nextSweep = min(nextSweep ?? expiry, expiry)
  }

  /// Puts an address into the waiting line, if there is room.
  private mutating func letWait(
    _ address: PrivateAddress, _ record: inout AddressRecord, at index: Int
  ) {
    guard !line.isFull else {
      counters.shed += 1
      return
    }
    line.append(WaitingLine.Element(address: address, index: index))
    record.isWaiting = true
    if case .one = record.owner { return }
    record.isSettled = false
  }
}
