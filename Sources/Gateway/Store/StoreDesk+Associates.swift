import Alerts
public import Control
public import Delivery
import Proximity
import Site

/// Shoppers who ask for an associate. All of it is in memory, and nobody is named.
extension StoreDesk {
  /// Who brings a request to the staff, and says what became of it.
  public func onRequest(
    _ deliver: @escaping @Sendable (RequestContent) async -> DeliveryOutcome
  ) {
    changeState { $0.onRequest = deliver }
  }

  /// Carries out a command about requests for an associate.
  public func handle(
    _ command: AssociateCommand, as role: ControlRole, from peer: PeerCredentials
  ) async throws(ControlError) -> ControlReply {
    let now = moment.now
    switch command {
    case .ask(let wish, let place):
      guard site.floor.place(place) != nil else {
        throw ControlError(.refused, "there is no place called '\(place)'")
      }
      return .associate(try await ask(for: wish, at: place))
    case .answer(let code):
      guard let request = changeState({ $0.associates.answer(code, now: now) }) else {
        throw ControlError(.refused, "nobody waits with the code \(code) any more")
      }
      return .associate(AssociateRequests([request]))
    case .waiting:
      return .associate(
        AssociateRequests(
          changeState { state in
            state.associates.sweep(at: now)
            return state.associates.open
          }))
    }
  }

  private func ask(
    for wish: Associate.Wish, at place: PlaceID
  ) async throws(ControlError) -> AssociateRequests {
    let now = moment.now
    let request: Associate
    do throws(AssociateError) {
      request = try changeState { state throws(AssociateError) in
        try state.associates.ask(for: wish, at: place, now: now, seed: .random(in: 0 ... .max))
      }
    } catch {
      throw ControlError(.refused, error.description)
    }
    guard let deliver = changeState({ $0.onRequest }), let content = RequestContent(request) else {
      return AssociateRequests([request])
    }
    return AssociateRequests([request], wasDelivered: await deliver(content) == .delivered)
  }
}

extension RequestContent {
  /// What the staff learns of a request.
  fileprivate init?(_ request: Associate) {
    let kind: Kind =
      switch request.wish {
      case .help: .associate
      case .appointment(let time): .appointment(time)
      }
    self.init(kind, code: request.code.description, at: request.place)
  }
}
