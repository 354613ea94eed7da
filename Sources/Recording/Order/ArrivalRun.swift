/// An element and how many came before it.
@usableFromInline
struct Arrival<Element: Timed>: Ranked {
  @usableFromInline var element: Element
  @usableFromInline var order: UInt64

  @inlinable init(_ element: Element, order: UInt64) {
    self.element = element
    self.order = order
  }

  @inlinable func precedes(_ other: Arrival) -> Bool {
    let (time, otherTime) = (element.time, other.element.time)
    return time == otherTime ? order < other.order : time < otherTime
  }
}

extension Arrival: Sendable where Element: Sendable {}

/// Elements that came in order: a queue.
@usableFromInline
struct ArrivalRun<Element: Timed> {
  @usableFromInline var arrivals: [Arrival<Element>]
  @usableFromInline var head: Int

  @inlinable init() {
    arrivals = []
    head = 0
  }

  @inlinable var count: Int { arrivals.count - head }
  @inlinable var first: Arrival<Element>? { head < arrivals.count ? arrivals[head] : nil }

  @inlinable func isContinued(by element: Element) -> Bool {
    head == arrivals.count || arrivals[arrivals.count - 1].element.time <= element.time
  }

  @inlinable mutating func append(_ arrival: Arrival<Element>) { arrivals.append(arrival) }

  @inlinable mutating func removeFirst() -> Element {
    let first = arrivals[head].element
    head += 1
    if head == arrivals.count {
      arrivals.removeAll(keepingCapacity: true)
      head = 0
    } else if head >= 1024, head * 2 >= arrivals.count {
      // Closing the gap only when it is half of the queue keeps a removal O(1) on average.
      arrivals.removeSubrange(..<head)
      head = 0
    }
    return first
  }
}

extension ArrivalRun: Sendable where Element: Sendable {}
