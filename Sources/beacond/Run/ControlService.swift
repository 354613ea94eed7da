import Control
import Gateway
import Ledger
import Logging
import ServiceLifecycle

/// Serves the control socket while the store is live.
struct ControlService<Books: WholeLedger>: Service {
  let path: String
  let desk: StoreDesk<Books>

  func run() async throws {
    let server = try await ControlServer(at: path, handler: desk)
    try? await gracefulShutdown()
    await server.stop()
  }
}
