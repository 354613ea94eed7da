/// Orders the slots of a calendar's open days by a lower bound of their deadlines: a four-ary heap.
///
/// Like the calendar it is not told of a deadline that moves later: its owner postpones the slot
/// when the bound comes up.
struct DeadlineHeap: Sendable {
  private struct Node: BitwiseCopyable {
    var bound: Int64
    var key: UInt64
    var slot: UInt32

    /// Equal bounds go by key, which does not depend on how slots were handed out.
    @inline(__always)
    func comes(before other: Node) -> Bool {
      bound < other.bound || bound == other.bound && key < other.key
    }
  }

  private var nodes: [Node] = []
  /// The place of each slot's node in `nodes`; meaningless for slots that are not in the heap.
  private var position: [UInt32]

  init(capacity: Int) {
    nodes.reserveCapacity(capacity)
    position = Array(repeating: 0, count: capacity)
  }

  /// The slot with the lowest bound, and that bound.
  @inline(__always)
  var first: (slot: Int, bound: Int64)? {
    nodes.isEmpty ? nil : (Int(nodes[0].slot), nodes[0].bound)
  }

  /// The lowest bound, or the end of time.
  @inline(__always)
  var firstBound: Int64 { nodes.isEmpty ? .max : nodes[0].bound }

  /// Adds a slot. Complexity: O(log n).
  mutating func insert(_ slot: Int, key: UInt64, bound: Int64) {
    let node = Node(bound: bound, key: key, slot: UInt32(slot))
    nodes.append(node)
    siftUp(node, from: nodes.count - 1)
  }

  /// Takes a slot out. Complexity: O(log n).
  mutating func remove(_ slot: Int) {
    let at = Int(position[slot])
    let removed = nodes[at]
    let last = nodes.removeLast()
    guard at < nodes.count else { return }
    if last.comes(before: removed) { siftUp(last, from: at) } else { siftDown(last, from: at) }
  }

  private mutating func siftUp(_ node: Node, from start: Int) {
    var at = start
    while at > 0 {
      let parent = (at - 1) / 4
      guard node.comes(before: nodes[parent]) else { break }
      put(nodes[parent], at)
      at = parent
    }
    put(node, at)
  }

  private mutating func siftDown(_ node: Node, from start: Int) {
    var at = start
    while true {
      let firstChild = at * 4 + 1
      guard firstChild < nodes.count else { break }
      var least = firstChild
      for child in firstChild + 1..<max(firstChild + 1, min(firstChild + 4, nodes.count))
      where nodes[child].comes(before: nodes[least]) {
        least = child
      }
      guard nodes[least].comes(before: node) else { break }
      put(nodes[least], at)
      at = least
    }
    put(node, at)
  }

  @inline(__always)
  private mutating func put(_ node: Node, _ at: Int) {
    nodes[at] = node
    position[Int(node.slot)] = UInt32(at)
  }
}
