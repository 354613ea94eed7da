import Crypto
import Proximity

/// Identity resolving keys in the order of their enrolment.
///
/// Each has a number that is never given again. So "tried up to number n" stays true however many
/// keys come and go, and a new key is the only one that known addresses must still be tried with.
struct EnrolledKeys: Sendable {
  struct Element: Sendable {
    let key: SymmetricKey
    let shopper: ShopperIndex
    let number: UInt64
    let check: UInt64
  }

  private var elements: [Element] = []
  /// One-way images of the keys, to refuse a key that is enrolled twice.
  private var checks: Set<UInt64> = []
  /// The number of the key enrolled last, even if it is gone; 0 before the first.
  private(set) var lastNumber: UInt64 = 0

  var count: Int { elements.count }
  var isEmpty: Bool { elements.isEmpty }

  subscript(index: Int) -> Element { elements[index] }

  /// Adds a key, or does nothing when it is there already.
  mutating func append(_ key: SymmetricKey, of shopper: ShopperIndex, check: UInt64) -> Bool {
    guard checks.insert(check).inserted else { return false }
    lastNumber += 1
    elements.append(Element(key: key, shopper: shopper, number: lastNumber, check: check))
    return true
  }

  /// Removes all keys of a shopper; their memory is wiped as it is freed.
  mutating func removeAll(of shopper: ShopperIndex) {
    elements.removeAll {
      guard $0.shopper == shopper else { return false }
      checks.remove($0.check)
      return true
    }
  }

  /// Where the first key with a higher number is, by binary search; `count` if there is none.
  func index(after number: UInt64) -> Int {
    var (low, high) = (0, elements.count)
    while low < high {
      let middle = (low + high) / 2
      if elements[middle].number > number { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
