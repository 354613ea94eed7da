/// Carries out what is asked over the control socket.
public protocol ControlHandler: Sendable {
  /// Carries out a command that the role may ask. What it returns is cut down to what the role may
  /// see before it leaves.
  ///
  /// - Throws: `ControlError` when it cannot be done.
  func handle(
    _ command: ShopperCommand, as role: ControlRole, from peer: PeerCredentials
  ) async throws(ControlError) -> ControlReply

  /// The same for a command about all alerts.
  func handle(
    _ command: AlertsCommand, as role: ControlRole, from peer: PeerCredentials
  ) async throws(ControlError) -> ControlReply

  /// The same for a command about shoppers who ask for an associate, which every role may give.
  func handle(
    _ command: AssociateCommand, as role: ControlRole, from peer: PeerCredentials
  ) async throws(ControlError) -> ControlReply
}

extension ControlHandler {
  /// What one line from a peer comes to.
  func answer(_ line: [UInt8], from peer: PeerCredentials) async -> ControlResponse {
    switch ControlLine.request(line) {
    case .failure(let unreadable): return ControlResponse(to: unreadable.id, unreadable.error)
    case .success(let request):
      do throws(ControlError) {
        try request.checkRole()
        let reply =
          switch request.command {
          case .shopper(let command): try await handle(command, as: request.role, from: peer)
          case .alerts(let command): try await handle(command, as: request.role, from: peer)
          case .associate(let command): try await handle(command, as: request.role, from: peer)
          }
        return ControlResponse(to: request.id, request.role.view(of: reply))
      } catch {
        return ControlResponse(to: request.id, error)
      }
    }
  }
}

extension ControlRequest {
  /// Refuses what the role may not ask, or may not ask in that way.
  fileprivate func checkRole() throws(ControlError) {
    guard case .shopper(let command) = command else { return try checkRoleForAlerts() }
    guard role.mayAsk(command) else {
      throw ControlError(
        .notPermitted,
        "'\(command.name.rawValue)' is for the privacy officer; ask as \(ControlRole.privacyOfficer.rawValue)"
      )
    }
    if let shopper = command.shopper, !role.mayName(shopper) {
      throw ControlError(
        .notPermitted,
        "an associate names a shopper by the tag or code that the shopper shows")
    }
  }

  private func checkRoleForAlerts() throws(ControlError) {
    guard case .alerts(let command) = command, !role.mayAsk(command) else { return }
    throw ControlError(
      .notPermitted, "an associate may stop alerts; ask the operator to let them go on")
  }
}

extension ControlResponse {
  /// The response as a line, or an error in its place when it would be too long.
  func line(within limits: ControlLimits) -> [UInt8] {
    if let line = try? ControlLine.encode(self), line.count <= limits.responseBytes { return line }
    let error = ControlError(.refused, "the answer has more than \(limits.responseBytes) bytes")
    return (try? ControlLine.encode(ControlResponse(to: id, error))) ?? []
  }
}
