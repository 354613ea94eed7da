import Delivery
import Synchronization

/// A sink that does as it is told, in turn, and like the last of it from then on.
final class ScriptedSink: AlertSink {
  enum Act: Sendable {
    /// Asks the fence and ends like this.
    case end(DeliveryOutcome)
    /// Waits until the sink is opened or the task is cancelled, then asks the fence and delivers.
    case hold
  }

  private struct State {
    var tried: [DeliveryKey] = []
    var left: [Message] = []
    var atOnce = 0
    var most = 0
    var isOpen = false
  }

  private let acts: [Act]
  private let state = Mutex(State())

  init(_ acts: Act...) { self.acts = acts }

  /// The messages whose text has left.
  var left: [Message] { state.withLock { $0.left } }
  /// The keys of all attempts.
  var tried: [DeliveryKey] { state.withLock { $0.tried } }
  /// Lets go of what is held.
  func open() { state.withLock { $0.isOpen = true } }

  /// The most deliveries there were at once.
  var most: Int { state.withLock { $0.most } }

  func deliver(_ message: Message, past fence: Fence) async -> DeliveryOutcome {
    let act = state.withLock { state in
      state.tried.append(message.key)
      state.atOnce += 1
      state.most = max(state.most, state.atOnce)
      return acts[min(state.tried.count, acts.count) - 1]
    }
    defer { state.withLock { $0.atOnce -= 1 } }
    if case .hold = act {
      while !state.withLock({ $0.isOpen }) {
        do { try await Task.sleep(for: .milliseconds(5)) } catch { return .notSent(.cancelled) }
      }
    }
    if let objection = await fence.objection() { return .notSent(objection) }
    let outcome: DeliveryOutcome = if case .end(let outcome) = act { outcome } else { .delivered }
    if case .notSent = outcome { return outcome }
    state.withLock { $0.left.append(message) }
    return outcome
  }
}
