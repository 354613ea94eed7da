internal import Proximity

/// The controller's side of listening through HCI, for one adapter.
///
/// It reads no socket and no clock: events and times go in, commands and health come out.
struct ScanSession: Sendable {
  enum Step: Equatable, Sendable {
    case reset, setEventMask, setLowEnergyEventMask, readCommands, stop, setParameters, start
  }

  /// A command that is not answered in this time never will be.
  static let patience = Duration.milliseconds(2500)
  /// How long other programs are left to finish what they do to the scan.
  static let pause = Duration.milliseconds(300)
  static let commandDisallowed: UInt8 = 0x0C

  private(set) var health: SourceHealth
  private(set) var outbox: [HCICommand] = []
  /// Whether only a new socket can help.
  private(set) var wantsReopening = false
  /// Whether the adapter is to be switched off and on.
  private(set) var wantsPowerCycle = false

  private let ownsController: Bool
  private var family: ScanFamily?
  private var steps: [Step] = []
  private var sent: Instant?
  private var alarm: Instant?
  private var watchdog: SilenceWatchdog

  /// Creates a session that sets a scan up.
  ///
  /// - Parameters:
  ///   - ownsController: whether the kernel leaves the controller to us, reset and all.
  ///   - rules: when a silence is too long.
  ///   - silent: a session on the same adapter that has heard nothing for too long.
  ///   - time: now.
  init(
    ownsController: Bool, rules: SilenceRules, after silent: ScanSession? = nil, at time: Instant
  ) {
    self.ownsController = ownsController
    watchdog = silent?.watchdog ?? SilenceWatchdog(rules, at: time)
    health = silent?.health ?? .starting
    setUp(at: time)
  }

  /// When ``advance(to:)`` should be called next, if nothing else happens.
  var nextDeadline: Instant? {
    [sent.map { $0 + Self.patience }, alarm, watchdog.nextDeadline].compactMap(\.self).min()
  }

  mutating func takeOutbox() -> [HCICommand] {
    defer { outbox.removeAll(keepingCapacity: true) }
    return outbox
  }

  /// Takes note of an advertisement.
  mutating func heard(_ transmitter: UInt64, at time: Instant) {
    watchdog.hear(transmitter, at: time)
    if health.isSilence { health = .hearing }
  }

  /// Sets the scan up from the beginning.
  mutating func setUp(at time: Instant) {
    sent = nil
    wantsPowerCycle = false
    begin(
      (ownsController ? [.reset, .setEventMask, .setLowEnergyEventMask] : [])
        + [.readCommands, .stop, .setParameters, .start], at: time)
  }

  /// The command that ends the scan.
  var ending: HCICommand? { family?.enable(false) }

  /// Takes in what the controller says.
  mutating func receive(_ event: HCIEvent, at time: Instant) {
    switch event {
    case .ended(let opcode, let status, let parameters):
      if sent != nil, let step = steps.first, command(step).opcode.rawValue == opcode {
        stepped(step, status, parameters, at: time)
      } else {
        overheard(opcode, at: time)
      }
    case .hardwareError(let code):
      health = .hardwareError(code)
      steps.removeAll()
      sent = nil
      // The kernel resets it, and the scan is off afterwards.
      alarm = time + Self.pause
    case .reports, .other: break
    }
  }

  /// Does what is due.
  mutating func advance(to time: Instant) {
    if let sent, sent + Self.patience <= time {
      self.sent = nil
      health = .failing("the controller does not answer")
      wantsReopening = true
    }
    if let alarm, alarm <= time {
      self.alarm = nil
      switch health {
      case .scanTaken where family != nil: begin([.start], at: time)
      default: setUp(at: time)
      }
    }
    guard steps.isEmpty, alarm == nil else { return }
    let wasDeaf = watchdog.isDeaf
    if let remedy = watchdog.advance(to: time) {
      health = .silent(remedy)
      switch remedy {
      case .restartScan: begin([.stop, .setParameters, .start], at: time)
      case .powerCycle: wantsPowerCycle = true
      case .reopen: wantsReopening = true
      }
    } else if !wasDeaf, watchdog.isDeaf {
      health = .deaf
    }
  }

  private mutating func begin(_ next: [Step], at time: Instant) {
    steps = next
    alarm = nil
    sendNext(at: time)
  }

  private mutating func sendNext(at time: Instant) {
    guard let step = steps.first else { return }
    outbox.append(command(step))
    sent = time
  }

  private func command(_ step: Step) -> HCICommand {
    let family = family ?? .legacy
    return switch step {
    case .reset: HCICommand(opcode: .reset)
    case .setEventMask:
      // Command Complete, Command Status, Hardware Error and LE Meta.
      HCICommand(
        opcode: .setEventMask, parameters: [0x00, 0xE0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x20])
    case .setLowEnergyEventMask:
      // Legacy and extended advertising reports.
      HCICommand(opcode: .setLowEnergyEventMask, parameters: [0x02, 0x10, 0, 0, 0, 0, 0, 0])
    case .readCommands: HCICommand(opcode: .readLocalCommands)
    case .stop: family.enable(false)
    case .setParameters: family.parameters
    case .start: family.enable(true)
    }
  }

  private mutating func stepped(
    _ step: Step, _ status: UInt8, _ parameters: [UInt8], at time: Instant
  ) {
    sent = nil
    if step == .readCommands, status == 0 { family = ScanFamily(supportedCommands: parameters) }
    // A scan that is off cannot be ended, and one that somebody else began keeps its parameters.
    let isTolerable =
      step == .stop || (step == .setParameters && status == Self.commandDisallowed)
    guard status == 0 || isTolerable else {
      steps.removeAll()
      health = .failing("the controller refuses to scan (status \(status))")
      alarm = time + Self.pause
      return
    }
    steps.removeFirst()
    guard steps.isEmpty else { return sendNext(at: time) }
    // A remedy is over only when something is heard.
    guard !health.isSilence else { return }
    watchdog.restart(at: time)
    health = .hearing
  }

  /// Somebody else's command has ended: if it was about scanning, ours may be over.
  private mutating func overheard(_ opcode: UInt16, at time: Instant) {
    guard !ownsController else { return }
    switch HCICommand.Opcode(rawValue: opcode) {
    case .setScanEnable, .setExtendedScanEnable:
      guard sent == nil else { return }
      if health == .hearing { health = .scanTaken }
      alarm = time + Self.pause
    case .reset:
      if !health.isSilence { health = .scanTaken }
      family = nil
      steps.removeAll()
      sent = nil
      alarm = time + Self.pause
    default: break
    }
  }
}
