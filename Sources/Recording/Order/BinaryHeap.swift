/// A strict order in which no two elements tie.
@usableFromInline
protocol Ranked {
  func precedes(_ other: Self) -> Bool
}

/// A queue whose first element precedes all others.
@usableFromInline
struct BinaryHeap<Element: Ranked> {
  @usableFromInline var elements: [Element]

  @inlinable init() { elements = [] }

  @inlinable var count: Int { elements.count }
  @inlinable var first: Element? { elements.first }

  @inlinable mutating func insert(_ element: Element) {
    elements.append(element)
    var child = elements.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard elements[child].precedes(elements[parent]) else { return }
      elements.swapAt(child, parent)
      child = parent
    }
  }

  @inlinable mutating func removeFirst() -> Element {
    elements.swapAt(0, elements.count - 1)
    let first = elements.removeLast()
    sinkFirst()
    return first
  }

  @inlinable mutating func replaceFirst(with element: Element) {
    elements[0] = element
    sinkFirst()
  }

  @inlinable mutating func sinkFirst() {
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < elements.count else { return }
      if child + 1 < elements.count, elements[child + 1].precedes(elements[child]) { child += 1 }
      guard elements[child].precedes(elements[parent]) else { return }
      elements.swapAt(child, parent)
      parent = child
    }
  }
}

extension BinaryHeap: Sendable where Element: Sendable {}
