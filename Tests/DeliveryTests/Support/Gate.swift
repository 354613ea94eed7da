import Delivery
import Synchronization

/// A fence that answers late: from one question on, only once the gate has been opened.
final class Gate: Sendable {
  private struct State {
    var questions = 0
    var answers = 0
    var isOpen = false
  }

  private let state = Mutex(State())

  var questions: Int { state.withLock { $0.questions } }
  var answers: Int { state.withLock { $0.answers } }

  func open() { state.withLock { $0.isOpen = true } }

  /// Counts a question, from 1.
  func ask() -> Int {
    state.withLock { state in
      state.questions += 1
      return state.questions
    }
  }

  /// A fence that lets everything pass, and from the n-th question on takes its time.
  func fence(from first: Int) -> Fence {
    Fence {
      if self.ask() >= first {
        while !self.state.withLock({ $0.isOpen }) { try? await Task.sleep(for: .milliseconds(5)) }
      }
      self.state.withLock { $0.answers += 1 }
      return nil
    }
  }
}
