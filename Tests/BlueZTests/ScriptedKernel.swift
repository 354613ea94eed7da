import Proximity

@testable import BlueZ

/// A kernel that answers a session's commands as a test wants it.
struct ScriptedKernel {
  var session: MonitorSession
  var time = Instant(seconds: 100)
  /// The adapters, by number: address and settings.
  var adapters: [(index: UInt16, address: UInt64, settings: MgmtSettings)]
  /// Statuses in place of success, for so many of the next commands with that opcode.
  var refusals: [(opcode: MgmtCommand.Opcode, status: MgmtStatus, times: Int)] = []
  /// All commands so far.
  var commands: [MgmtCommand] = []
  var monitors: [UInt16: [UInt16]] = [:]
  /// Numbers of monitors that somebody else has set.
  var foreign: Set<UInt16> = []
  /// What the session had noted when it last sent something.
  private var noted: [MonitorSession.Leftover] = []
  /// Monitors that were set at a moment when a process that died would have left no note of them.
  var leaked: [MonitorSession.Leftover] = []

  init(
    _ bindings: [AdapterBinding] = [AdapterBinding(.any, receiver: ReceiverIndex(0))],
    adapters: [(UInt16, UInt64, MgmtSettings)] = [(0, 0xC0AA_BB00_0001, [.powered, .lowEnergy])],
    leftovers: [MonitorSession.Leftover] = [], powersOn: Bool = true,
    block: @escaping @Sendable (UInt16) -> SourceHealth.Block? = { _ in nil },
    hasBluetoothd: @escaping @Sendable () -> Bool = { false }
  ) {
    self.adapters = adapters.map { ($0.0, $0.1, $0.2) }
    session = MonitorSession(
      bindings, powersOn: powersOn, leftovers: leftovers, rules: SilenceRules(), at: time,
      around: Surroundings(block: block, hasBluetoothd: hasBluetoothd))
  }

  /// Answers until the session has nothing more to say.
  mutating func settle() {
    for _ in 0..<100 {
      let commands = session.takeOutbox()
      noted = session.noted
      if commands.isEmpty { return }
      for command in commands {
        self.commands.append(command)
        answer(command)
        look()
      }
    }
  }

  private mutating func look() {
    for (index, handles) in monitors {
      leaked += handles.map { MonitorSession.Leftover(index: index, monitor: $0) }.filter {
        !noted.contains($0) && !foreign.contains($0.monitor)
      }
    }
  }

  /// Lets time pass.
  mutating func wait(_ duration: Duration) {
    let end = time + duration
    while let deadline = session.nextDeadline, deadline <= end {
      time = max(time, deadline)
      session.advance(to: time)
      settle()
      if session.nextDeadline == deadline { break }
    }
    time = end
    session.advance(to: time)
    settle()
  }

  mutating func tell(_ event: MgmtEvent) {
    session.receive(event, at: time)
    settle()
  }

  /// The health that was told last, and all before it.
  var health: [SourceHealth] { session.adapters.map(\.health) }

  private mutating func answer(_ command: MgmtCommand) {
    if let refusal = refusals.firstIndex(where: { $0.opcode == command.opcode && $0.times > 0 }) {
      refusals[refusal].times -= 1
      return reply(command, refusals[refusal].status, [])
    }
    var parameters: [UInt8] = []
    let position = adapters.firstIndex { $0.index == command.index }
    switch command.opcode {
    case .readIndexList:
      parameters.append(littleEndian: UInt16(adapters.count))
      for adapter in adapters { parameters.append(littleEndian: adapter.index) }
    case .readInfo:
      guard let position else { return reply(command, .invalidIndex, []) }
      for shift in stride(from: 0, to: 48, by: 8) {
        parameters.append(UInt8(truncatingIfNeeded: adapters[position].address >> UInt64(shift)))
      }
      parameters += [9, 0xFF, 0xFF]
      parameters.append(littleEndian: 0x0201 as UInt32)
      parameters.append(littleEndian: adapters[position].settings.rawValue)
    case .setPowered, .setLowEnergy:
      guard let position else { return reply(command, .invalidIndex, []) }
      let setting: MgmtSettings = command.opcode == .setPowered ? .powered : .lowEnergy
      if command.parameters == [1] {
        adapters[position].settings.insert(setting)
      } else {
        adapters[position].settings.remove(setting)
      }
      parameters.append(littleEndian: adapters[position].settings.rawValue)
    case .addPatternsMonitor:
      guard let position, adapters[position].settings.contains(.powered) else {
        return reply(command, MgmtStatus(rawValue: 0x03), [])
      }
      let lowest = (1...UInt16.max).first { monitors[command.index]?.contains($0) != true } ?? 1
      monitors[command.index, default: []].append(lowest)
      parameters.append(littleEndian: lowest)
    case .removeMonitor:
      let handle = UInt16(command.parameters[0]) | UInt16(command.parameters[1]) << 8
      monitors[command.index]?.removeAll { $0 == handle }
    case .readMonitorFeatures:
      parameters += [1, 0, 0, 0, 1, 0, 0, 0, 32, 0, 16]
      let handles = monitors[command.index] ?? []
      parameters.append(littleEndian: UInt16(handles.count))
      for handle in handles { parameters.append(littleEndian: handle) }
    case .setDefaultSystemConfiguration: break
    }
    reply(command, .success, parameters)
  }

  private mutating func reply(
    _ command: MgmtCommand, _ status: MgmtStatus, _ parameters: [UInt8]
  ) {
    session.receive(
      .ended(
        opcode: command.opcode.rawValue, index: command.index, status, parameters: parameters),
      at: time)
  }
}
