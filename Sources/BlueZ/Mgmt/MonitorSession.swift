internal import Proximity

/// The management side of listening through advertisement monitors, for any number of adapters on
/// one socket.
///
/// It reads no socket and no clock: events and times go in, commands and changes of health come out.
struct MonitorSession: Sendable {
  /// A monitor that a process of ours has left behind.
  struct Leftover: Equatable, Sendable {
    var index: UInt16
    var monitor: UInt16
  }

  /// How long the kernel may take over a command; it gives a controller two seconds itself.
  static let patience = Duration.seconds(4)
  /// How often an adapter that is off is looked at.
  static let look = Duration.milliseconds(250)

  /// Commands to be sent, in this order.
  var outbox: [MgmtCommand] = [.readIndexList]
  /// Changes of health that nobody has taken yet.
  private(set) var changes: [HealthChange] = []
  /// Whether only a session on a new socket can help.
  var wantsReopening = false

  var adapters: [MonitoredAdapter]
  var inquiries = 0
  let powersOn: Bool
  /// Monitors of an earlier process that are still to be removed.
  var leftovers: [Leftover]
  let around: Surroundings
  /// Whether bluetoothd was there when something last happened.
  var hadBluetoothd = false

  /// Creates a session.
  ///
  /// - Parameters:
  ///   - bindings: who listens for whom.
  ///   - powersOn: whether an adapter that is off at the start is switched on.
  ///   - leftovers: monitors to be removed first.
  ///   - rules: when a silence is too long.
  ///   - time: now.
  ///   - around: what the system says about it.
  init(
    _ bindings: [AdapterBinding], powersOn: Bool, leftovers: [Leftover], rules: SilenceRules,
    at time: Instant, around: Surroundings
  ) {
    adapters = bindings.map { MonitoredAdapter($0, rules, at: time) }
    self.powersOn = powersOn
    self.leftovers = leftovers
    self.around = around
  }

  /// Takes over what an earlier session has told and learned of the same bindings.
  mutating func resume(_ earlier: MonitorSession) {
    for position in adapters.indices {
      adapters[position].health = earlier.adapters[position].health
      adapters[position].watchdog = earlier.adapters[position].watchdog
    }
  }

  /// When ``advance(to:)`` should be called next, if nothing else happens.
  var nextDeadline: Instant? {
    adapters.lazy.flatMap { adapter in
      [adapter.sent.map { $0 + Self.patience }, adapter.alarm, adapter.watchdog.nextDeadline]
        .compactMap(\.self)
    }.min()
  }

  /// What the next process has to remove if this one dies once the outbox is sent.
  ///
  /// A monitor is noted before it is asked for and until its removal is answered, so that there is no
  /// moment at which the kernel has one that nobody knows of.
  var noted: [Leftover] {
    leftovers
      + adapters.flatMap { adapter in
        guard let index = adapter.index else { return [] as [Leftover] }
        return adapter.possible.map { Leftover(index: index, monitor: $0) }
      }
  }

  /// Which of the adapters has that number.
  func position(of index: UInt16) -> Int? { adapters.firstIndex { $0.index == index } }

  mutating func takeChanges() -> [HealthChange] {
    defer { changes.removeAll(keepingCapacity: true) }
    return changes
  }

  mutating func takeOutbox() -> [MgmtCommand] {
    defer { outbox.removeAll(keepingCapacity: true) }
    return outbox
  }

  mutating func setHealth(_ health: SourceHealth, _ position: Int, at time: Instant) {
    guard adapters[position].health != health else { return }
    adapters[position].health = health
    changes.append(
      HealthChange(receiver: adapters[position].binding.receiver, health: health, time: time))
  }

  /// Takes note of an advertisement of an adapter.
  mutating func heard(_ transmitter: UInt64, _ position: Int, at time: Instant) {
    adapters[position].watchdog.hear(transmitter, at: time)
    if adapters[position].health.isSilence { setHealth(.hearing, position, at: time) }
  }

  /// Takes in what the kernel says.
  mutating func receive(_ event: MgmtEvent, at time: Instant) {
    switch event {
    case .ended(let opcode, let index, let status, let parameters):
      ended(opcode, index, status, parameters, at: time)
    case .adapterAdded(let index): inquire(index)
    case .adapterRemoved(let index):
      guard let position = position(of: index) else { return }
      let wanted = adapters[position].binding.adapter
      adapters[position].leave()
      adapters[position].watchdog.restart(at: time)
      setHealth(.removed(wanted), position, at: time)
      // Another one may do as well.
      if wanted == .any { outbox.append(.readIndexList) }
    case .settings(let settings, let index):
      guard let position = position(of: index) else { return }
      become(settings, position, at: time)
    case .monitorRemoved(let monitor, let index):
      hadBluetoothd = around.hasBluetoothd()
      // Number 0 stands for all of them: that is what bluetoothd begins with.
      guard let position = position(of: index), adapters[position].monitor != nil,
        monitor == 0 || adapters[position].monitor == monitor
      else { return }
      adapters[position].monitor = nil
      setHealth(.scanTaken, position, at: time)
      begin([.foreseeMonitor, .addMonitor], position, at: time)
    case .discovering, .heard, .other: break
    }
  }

  /// An adapter's controller has reported an error; the kernel resets it.
  mutating func hardwareError(_ code: UInt8, _ index: UInt16, at time: Instant) {
    guard let position = position(of: index) else { return }
    setHealth(.hardwareError(code), position, at: time)
    // The kernel needs a moment, and does not always resume the scan.
    adapters[position].alarm = time + .milliseconds(500)
  }

  /// Does what is due.
  mutating func advance(to time: Instant) {
    for position in adapters.indices {
      if let sent = adapters[position].sent, sent + Self.patience <= time {
        adapters[position].sent = nil
        setHealth(.failing("the kernel does not answer"), position, at: time)
        wantsReopening = true
      }
      if let alarm = adapters[position].alarm, alarm <= time {
        adapters[position].alarm = nil
        awake(position, at: time)
      }
      watch(position, at: time)
    }
  }

  /// Takes back all monitors: send the outbox, and the kernel is as it was.
  ///
  /// - Returns: monitors that were just being set or removed, which the kernel may refuse to take back
  ///   meanwhile.
  mutating func stop() -> [Leftover] {
    outbox.removeAll()
    let settled = adapters.filter { $0.sent == nil && $0.monitor != nil }.map(\.index)
    let unsettled = noted.filter { !settled.contains($0.index) }
    for left in noted { outbox.append(.removeMonitor(left.monitor, left.index)) }
    for position in adapters.indices { adapters[position].leave() }
    leftovers = []
    return unsettled
  }
}
