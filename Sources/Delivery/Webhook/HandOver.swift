internal import NIOCore
internal import Synchronization

/// The moment after which nobody can say any more that a message was not sent.
///
/// A body asks the fence and passes the text on only from `waiting`; a delivery that has ended
/// closes it first. One of the two comes first, so "not sent" is never a guess.
final class HandOver: Sendable {
  enum State: Equatable {
    case waiting
    case closed(DeliveryOutcome.Cause?)
    case handedOver
  }

  private let state = Mutex(State.waiting)

  /// Whether the text may leave now. From then on it counts as having left.
  func begin() -> Bool {
    state.withLock { state in
      guard state == .waiting else { return false }
      state = .handedOver
      return true
    }
  }

  /// Keeps the text from leaving, unless it has, and tells how it stands.
  @discardableResult
  func close(because cause: DeliveryOutcome.Cause? = nil) -> State {
    state.withLock { state in
      if state == .waiting { state = .closed(cause) }
      return state
    }
  }
}

/// The body of a request, which asks the fence when the connection stands and the text is due.
struct FencedBody: AsyncSequence, Sendable {
  let bytes: [UInt8]
  let fence: Fence
  let handOver: HandOver

  struct Closed: Error {}

  struct Iterator: AsyncIteratorProtocol {
    let body: FencedBody
    var isDone = false

    mutating func next() async throws -> ByteBuffer? {
      guard !isDone else { return nil }
      isDone = true
      if let objection = await body.fence.objection() { body.handOver.close(because: objection) }
      guard body.handOver.begin() else { throw Closed() }
      return ByteBuffer(bytes: body.bytes)
    }
  }

  func makeAsyncIterator() -> Iterator { Iterator(body: self) }
}
