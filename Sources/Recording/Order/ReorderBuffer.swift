public import Proximity

/// Puts elements that come up to a given time out of order back in order.
///
/// An element comes out once nothing earlier can be accepted any more: when something later by the
/// window has been seen. Elements of equal time keep the order in which they arrived. What comes in
/// order costs O(1); a straggler costs O(log n) of the stragglers waiting.
///
/// ```swift
/// if !buffer.insert(element) { late += 1 }
/// while let next = buffer.next() { use(next) }
/// ```
/// At the end of the input call ``finish()`` and take what is left.
public struct ReorderBuffer<Element: Timed> {
  /// How far out of order an element may be.
  public let window: Duration
  /// How many elements may wait; beyond, the oldest comes out before its time.
  public let capacity: Int
  /// How many elements came out before their time because the buffer was full.
  @inlinable public var releasedEarly: Int { early }

  @usableFromInline var early = 0
  @usableFromInline var run = ArrivalRun<Element>()
  @usableFromInline var stragglers = BinaryHeap<Arrival<Element>>()
  @usableFromInline var arrivals: UInt64 = 0
  /// The window in nanoseconds.
  @usableFromInline let reach: Int64
  @usableFromInline var newest = Instant(nanoseconds: .min)
  /// Elements up to this time can come out; elements before it are late.
  @usableFromInline var horizon = Instant(nanoseconds: .min)

  /// Creates an empty buffer.
  ///
  /// - Precondition: `window` is not negative and `capacity` is positive.
  @inlinable
  public init(window: Duration = .seconds(5), capacity: Int = 1 << 20) {
    precondition(window >= .zero, "a window cannot be negative")
    precondition(capacity > 0, "a buffer needs room for one element")
    self.window = window
    reach = window.inNanoseconds
    self.capacity = capacity
  }

  /// How many elements wait.
  @inlinable public var count: Int { run.count + stragglers.count }

  /// Takes an element in, unless it is late: older than the newest element by more than the window,
  /// or older than one that has already come out.
  ///
  /// - Returns: whether the element was taken; a late one is the caller's to count.
  /// - Precondition: what could come out has been taken out, so that the buffer is not over-full.
  @inlinable
  public mutating func insert(_ element: Element) -> Bool {
    guard element.time >= horizon else { return false }
    precondition(count <= capacity, "take elements out before inserting more")
    let arrival = Arrival(element, order: arrivals)
    arrivals += 1
    if run.isContinued(by: element) {
      run.append(arrival)
    } else {
      stragglers.insert(arrival)
    }
    if element.time > newest {
      newest = element.time
      let (due, tooEarly) = newest.nanoseconds.subtractingReportingOverflow(reach)
      if !tooEarly { horizon = max(horizon, Instant(nanoseconds: due)) }
    }
    return true
  }

  /// Takes out the oldest element, if its turn has come.
  @inlinable
  public mutating func next() -> Element? {
    guard let oldest else { return nil }
    if oldest.time > horizon {
      guard count > capacity else { return nil }
      horizon = oldest.time
      early += 1
    }
    return oldest.isStraggler ? stragglers.removeFirst().element : run.removeFirst()
  }

  /// Says that nothing more will be inserted, so that everything left can be taken out.
  @inlinable
  public mutating func finish() {
    horizon = max(horizon, newest)
  }

  @inlinable var oldest: (time: Instant, isStraggler: Bool)? {
    guard let first = run.first else {
      return stragglers.first.map { ($0.element.time, true) }
    }
    guard let straggler = stragglers.first, straggler.precedes(first) else {
      return (first.element.time, false)
    }
    return (straggler.element.time, true)
  }
}

extension ReorderBuffer: Sendable where Element: Sendable {}
