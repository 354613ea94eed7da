/// Addresses that wait for keys to be tried, first come first served, in a ring of fixed size.
///
/// This is the only place where a stranger's address stands as it is, for as long as it waits.
struct WaitingLine: Sendable {
  struct Element: BitwiseCopyable, Sendable {
    var address: PrivateAddress
    /// Where the record of the address is in the table.
    var index: Int
  }

  private static let empty = Element(address: PrivateAddress(bits: 0), index: 0)

  private var ring: [Element]
  private var head = 0
  private(set) var count = 0

  init(capacity: Int) {
    ring = Array(repeating: Self.empty, count: capacity)
  }

  var isFull: Bool { count == ring.count }

  var first: Element? { count == 0 ? nil : ring[head] }

  /// Adds an address at the end.
  ///
  /// - Precondition: The line is not full.
  mutating func append(_ element: Element) {
    precondition(!isFull, "the line is full")
    ring[(head + count) % ring.count] = element
    count += 1
  }

  /// Takes the first address out and wipes it.
  mutating func removeFirst() {
    precondition(count > 0, "nobody waits")
    ring[head] = Self.empty
    head = (head + 1) % ring.count
    count -= 1
  }

  /// Takes out and wipes each address that is not worth waiting for, and keeps the order.
  mutating func removeAll(where isObsolete: (Element) -> Bool) {
    for _ in 0..<count {
      guard let element = first else { return }
      removeFirst()
      if !isObsolete(element) { append(element) }
    }
  }
}
