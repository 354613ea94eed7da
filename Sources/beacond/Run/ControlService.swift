import Control
import ServiceLifecycle

/// Keeps the control socket open while the store is live.
struct ControlService: Service {
  let server: ControlServer

  func run() async throws {
    try? await gracefulShutdown()
    await server.stop()
  }
}
