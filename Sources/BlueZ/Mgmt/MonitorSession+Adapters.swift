internal import Proximity

/// Finding adapters and setting them up.
extension MonitorSession {
  mutating func inquire(_ index: UInt16) {
    inquiries += 1
    outbox.append(.readInfo(index))
  }

  /// A command has ended.
  mutating func ended(
    _ opcode: UInt16, _ index: UInt16, _ status: MgmtStatus, _ parameters: [UInt8],
    at time: Instant
  ) {
    switch MgmtCommand.Opcode(rawValue: opcode) {
    case .readIndexList:
      guard status == .success else { return refused(status, at: time) }
      for index in Self.indices(in: parameters).sorted() where position(of: index) == nil {
        inquire(index)
      }
      settle(at: time)
    case .readInfo:
      inquiries = max(0, inquiries - 1)
      if status == .success { found(index, parameters, at: time) }
      settle(at: time)
    case .removeMonitor where position(of: index) == nil:
      leftovers.removeAll { $0.index == index }
    default:
      guard let position = position(of: index), let step = adapters[position].steps.first,
        adapters[position].sent != nil, step.command(index).opcode.rawValue == opcode
      else { return }
      adapters[position].sent = nil
      stepped(step, position, status, parameters, at: time)
    }
  }

  private static func indices(in parameters: [UInt8]) -> [UInt16] {
    let bytes = parameters.span
    var cursor = LittleEndianCursor(bytes)
    guard let count = cursor.next(UInt16.self, in: bytes) else { return [] }
    var indices: [UInt16] = []
    while indices.count < Int(count), let index = cursor.next(UInt16.self, in: bytes) {
      indices.append(index)
    }
    return indices
  }

  /// Whoever wanted an adapter and got none hears of it once all have been asked who they are.
  private mutating func settle(at time: Instant) {
    guard inquiries == 0 else { return }
    // What is left on an adapter that nobody listens with any more has to go as well; where there is no
    // such adapter, it took its monitors with it.
    let strays = leftovers.filter { position(of: $0.index) == nil }
    outbox += strays.map { .removeMonitor($0.monitor, $0.index) }
    for position in adapters.indices where adapters[position].index == nil {
      if case .removed = adapters[position].health { continue }
      setHealth(.noAdapter(adapters[position].binding.adapter), position, at: time)
    }
  }

  private mutating func refused(_ status: MgmtStatus, at time: Instant) {
    let health: SourceHealth =
      status == .permissionDenied
      ? .notPermitted(.networkAdministration) : .failing("the kernel lists no adapters (\(status))")
    for position in adapters.indices { setHealth(health, position, at: time) }
  }

  /// An adapter has said who it is: address (6), version, manufacturer (2), settings that it
  /// supports (4) and has (4).
  private mutating func found(_ index: UInt16, _ parameters: [UInt8], at time: Instant) {
    guard position(of: index) == nil else { return }
    let bytes = parameters.span
    var cursor = LittleEndianCursor(bytes)
    guard let address = cursor.nextAddress(in: bytes) else { return }
    cursor.skip(3)
    guard let supported = cursor.next(UInt32.self, in: bytes),
      let current = cursor.next(UInt32.self, in: bytes),
      let position = taker(of: index, address)
    else { return }
    adapters[position].leave()
    adapters[position].index = index
    adapters[position].settings = MgmtSettings(rawValue: current)
    hadBluetoothd = around.hasBluetoothd()
    guard MgmtSettings(rawValue: supported).contains(.lowEnergy) else {
      return setHealth(.unsupported("hci\(index) is no Low Energy controller"), position, at: time)
    }
    if !adapters[position].health.isSilence { setHealth(.starting, position, at: time) }
    setUp(position, at: time)
  }

  /// Who takes an adapter; whoever asked for it in particular comes first.
  private func taker(of index: UInt16, _ address: UInt64) -> Int? {
    let free = adapters.indices.filter { adapters[$0].index == nil }
    return free.first {
      [.index(index), .address(address)].contains(adapters[$0].binding.adapter)
    } ?? free.first { adapters[$0].binding.adapter == .any }
  }

  /// Begins to make an adapter listen.
  mutating func setUp(_ position: Int, at time: Instant) {
    let adapter = adapters[position]
    var steps = leftovers.filter { $0.index == adapter.index }.map {
      MonitoredAdapter.Step.removeLeftover($0.monitor)
    }
    steps.append(.listenAllTheTime)
    if !adapter.settings.contains(.lowEnergy) { steps.append(.enableLowEnergy) }
    // On an adapter that is off, adding a monitor fails, and blocks all further attempts.
    if !adapter.isPowered, powersOn { steps.append(.powerOn) }
    if adapter.isPowered || powersOn { steps += [.foreseeMonitor, .addMonitor] }
    begin(steps, position, at: time)
  }

  /// Does these steps next, in place of what was planned.
  mutating func begin(_ steps: [MonitoredAdapter.Step], _ position: Int, at time: Instant) {
    // The answer to a command that is under way is still to come.
    let underWay = adapters[position].sent == nil ? [] : adapters[position].steps.prefix(1)
    adapters[position].steps = underWay + steps
    adapters[position].alarm = nil
    if adapters[position].sent == nil { sendNext(position, at: time) }
  }

  private mutating func sendNext(_ position: Int, at time: Instant) {
    guard let index = adapters[position].index, let step = adapters[position].steps.first else {
      return
    }
    if case .removeMonitor = step { adapters[position].monitor = nil }
    outbox.append(step.command(index))
    adapters[position].sent = time
  }

  /// A step of a procedure has ended.
  private mutating func stepped(
    _ step: MonitoredAdapter.Step, _ position: Int, _ status: MgmtStatus, _ parameters: [UInt8],
    at time: Instant
  ) {
    guard status == .success || step.isOptional else {
      return failed(step, position, status, at: time)
    }
    adapters[position].failures = 0
    adapters[position].steps.removeFirst()
    switch step {
    case .addMonitor:
      let bytes = parameters.span
      var cursor = LittleEndianCursor(bytes)
      adapters[position].monitor = cursor.next(UInt16.self, in: bytes)
    case .foreseeMonitor: adapters[position].foreseen = Self.lowestFree(parameters)
    case .removeLeftover(let monitor):
      leftovers.removeAll { $0 == Leftover(index: adapters[position].index ?? 0, monitor: monitor) }
    default: break
    }
    // The answer tells the new settings, and the event of that is sent to others only.
    if [.powerOn, .powerOff, .enableLowEnergy].contains(step) {
      let bytes = parameters.span
      var cursor = LittleEndianCursor(bytes)
      if let settings = cursor.next(UInt32.self, in: bytes) {
        adapters[position].settings = MgmtSettings(rawValue: settings)
      }
    }
    if step == .powerOn {
      adapters[position].wantsPower = false
      adapters[position].isCycling = false
    }
    if adapters[position].steps.isEmpty {
      ready(position, at: time)
    } else {
      sendNext(position, at: time)
    }
  }

  /// The lowest number of no monitor: after what is supported and enabled (4 bytes each), how many
  /// monitors (2) and patterns (1) there may be, come how many there are and their numbers.
  private static func lowestFree(_ parameters: [UInt8]) -> UInt16? {
    let bytes = parameters.span
    var cursor = LittleEndianCursor(bytes)
    cursor.skip(11)
    guard let count = cursor.next(UInt16.self, in: bytes) else { return nil }
    var taken: [UInt16] = []
    while taken.count < Int(count), let monitor = cursor.next(UInt16.self, in: bytes) {
      taken.append(monitor)
    }
    return (1...UInt16.max).first { !taken.contains($0) }
  }

  private mutating func failed(
    _ step: MonitoredAdapter.Step, _ position: Int, _ status: MgmtStatus, at time: Instant
  ) {
    adapters[position].failures += 1
    let index = adapters[position].index ?? 0
    switch status {
    case .permissionDenied: setHealth(.notPermitted(.networkAdministration), position, at: time)
    case .blocked:
      adapters[position].steps.removeAll()
      adapters[position].wantsPower = true
      setHealth(.blocked(around.block(index) ?? .software), position, at: time)
    case .unknownCommand, .notSupported:
      adapters[position].steps.removeAll()
      let what = "advertisement monitors are not supported on hci\(index) (\(status))"
      return setHealth(.unsupported(what), position, at: time)
    case .noResources where step == .addMonitor:
      let what = "hci\(index) has as many advertisement monitors as it may; remove some"
      setHealth(.failing(what), position, at: time)
    case .busy:
      // An addition that failed within the kernel keeps it busy until the power goes.
      guard adapters[position].failures % 8 == 0, powersOn else { break }
      adapters[position].isCycling = true
      adapters[position].steps = [.powerOff, .powerOn] + restart(position)
    default: setHealth(.failing("hci\(index): \(status)"), position, at: time)
    }
    // Ever more rarely, but never so rarely that a cause that ended goes unnoticed for long.
    let delay = Duration.milliseconds(min(1000, 100 << min(adapters[position].failures, 4)))
    adapters[position].alarm = time + delay
  }

  /// All steps are done.
  private mutating func ready(_ position: Int, at time: Instant) {
    if adapters[position].monitor != nil, adapters[position].isPowered {
      // A remedy is over only when something is heard.
      guard !adapters[position].health.isSilence else { return }
      adapters[position].watchdog.restart(at: time)
      setHealth(.hearing, position, at: time)
    } else if !adapters[position].isPowered {
      poweredOff(position, at: time)
    }
  }
}
