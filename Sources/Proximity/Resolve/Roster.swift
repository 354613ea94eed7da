/// Who is enrolled: the dense slots of shoppers, each given away again under a new generation.
struct Roster: Sendable {
  private struct Member: Sendable {
    var id: ShopperID
    /// The first of the shopper's identifiers, or `IdentifierTable.none`.
    var identifiers = IdentifierTable.none
    var measuredPower: Float
  }

  private var members: [Member?]
  private var generations: [UInt32]
  private var free: [UInt32]
  private var slots: [ShopperID: UInt32] = [:]

  init(capacity: Int) {
    members = Array(repeating: nil, count: capacity)
    generations = Array(repeating: 0, count: capacity)
    free = (0..<UInt32(capacity)).reversed()
  }

  var isFull: Bool { free.isEmpty }
  var count: Int { slots.count }

  func index(of shopper: ShopperID) -> ShopperIndex? {
    slots[shopper].map { ShopperIndex(slot: $0, generation: generations[Int($0)]) }
  }

  func contains(_ index: ShopperIndex) -> Bool {
    index.slot < members.count && members[index.slot] != nil
      && generations[index.slot] == index.generation
  }

  func id(_ index: ShopperIndex) -> ShopperID? {
    contains(index) ? members[index.slot]?.id : nil
  }

  /// dBm at 1 m; not a number when it is not stated or nobody is there.
  func measuredPower(_ index: ShopperIndex) -> Float {
    contains(index) ? members[index.slot]?.measuredPower ?? .nan : .nan
  }

  func identifiers(_ index: ShopperIndex) -> UInt32 {
    members[index.slot]?.identifiers ?? IdentifierTable.none
  }

  mutating func setIdentifiers(_ index: ShopperIndex, _ first: UInt32) {
    members[index.slot]?.identifiers = first
  }

  mutating func setMeasuredPower(_ index: ShopperIndex, _ power: Float) {
    members[index.slot]?.measuredPower = power
  }

  /// - Precondition: the roster is not full and the shopper not in it.
  mutating func add(_ shopper: ShopperID) -> ShopperIndex {
    guard let slot = free.popLast() else { preconditionFailure("check isFull first") }
    members[Int(slot)] = Member(id: shopper, measuredPower: .nan)
    slots[shopper] = slot
    return ShopperIndex(slot: slot, generation: generations[Int(slot)])
  }

  mutating func remove(_ index: ShopperIndex) {
    guard let member = members[index.slot] else { return }
    slots[member.id] = nil
    members[index.slot] = nil
    generations[index.slot] = (generations[index.slot] + 1) & 0xFF_FFFF
    free.append(UInt32(index.slot))
  }
}
