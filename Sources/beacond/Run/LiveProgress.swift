import BlueZ
import Logging
import Proximity
import Site

/// Tells people and the service manager how a live store is: never whom it hears, only how much.
struct LiveProgress {
  private let receivers: [String]
  private let socket: NotifySocket
  private var health: [ReceiverIndex: SourceHealth] = [:]
  private var isReady = false
  private var lastSign: ContinuousClock.Instant?
  private var lastDrops = 0

  init(_ site: Site, _ socket: NotifySocket) {
    receivers = site.floor.receivers.map { "\($0.id)" }
    self.socket = socket
  }

  mutating func note(_ change: HealthChange) {
    health[change.receiver] = change.health
    let name = receivers[Int(change.receiver.rawValue)]
    switch change.health {
    case .hearing: Logger.command.notice("\(name) hears")
    case .starting, .scanTaken: break
    default: Logger.command.warning("\(name): \(change.health.advice)")
    }
  }

  /// Gives a sign of life, with a line for the status, twice as often as it is wanted.
  mutating func tell(_ reception: ResolverCounters, _ counts: SourceCounts, shed: Int) {
    if !isReady { isReady = socket.tell("READY=1") }
    let now = ContinuousClock.now
    let pace = min(socket.watchdog ?? .seconds(10), .seconds(10)) / 2
    if let lastSign, now - lastSign < pace { return }
    lastSign = now
    let hearing = health.values.count { $0 == .hearing }
    socket.tell(
      """
      WATCHDOG=1
      STATUS=\(hearing) of \(max(hearing, health.count)) adapters hear; \(reception.resolved) reports \
      of shoppers, \(reception.strangers) of strangers, \(counts.drops + shed) lost
      """)
    let drops = counts.drops + shed
    if drops > lastDrops {
      Logger.command.warning(
        "\(drops - lastDrops) advertisements were lost: the machine is too busy")
      lastDrops = drops
    }
  }
}
