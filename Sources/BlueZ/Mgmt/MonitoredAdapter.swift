internal import Proximity

/// What a session knows of one adapter that listens for a receiver.
struct MonitoredAdapter: Sendable {
  /// One command of a procedure.
  enum Step: Equatable, Sendable {
    case removeLeftover(UInt16)
    case listenAllTheTime
    case enableLowEnergy
    case powerOff
    case powerOn
    case foreseeMonitor
    case addMonitor
    case removeMonitor(UInt16)

    func command(_ index: UInt16) -> MgmtCommand {
      switch self {
      case .removeLeftover(let handle), .removeMonitor(let handle): .removeMonitor(handle, index)
      case .listenAllTheTime: .listenAllTheTime(index)
      case .enableLowEnergy: .enableLowEnergy(index)
      case .powerOff: .setPowered(false, index)
      case .powerOn: .setPowered(true, index)
      case .foreseeMonitor: .readMonitorFeatures(index)
      case .addMonitor: .addMonitor(MonitorPattern.beacons, index)
      }
    }

    /// Whether a procedure goes on although this step failed.
    var isOptional: Bool {
      switch self {
      // A monitor that is gone is no harm; an old kernel listens half of the time.
      case .removeLeftover, .removeMonitor, .listenAllTheTime, .foreseeMonitor: true
      case .enableLowEnergy, .powerOff, .powerOn, .addMonitor: false
      }
    }
  }

  let binding: AdapterBinding
  /// Its number, while it is there.
  var index: UInt16?
  var settings: MgmtSettings = []
  /// Our monitor, while it is set.
  var monitor: UInt16?
  /// The number that the kernel will give our next one: its lowest that is free.
  var foreseen: UInt16?
  /// What is still to be done; the first has been sent if `sent` is a time.
  var steps: [Step] = []
  var sent: Instant?
  /// When something is to be tried or looked at again.
  var alarm: Instant?
  /// Whether it should be switched on as soon as nothing blocks it.
  var wantsPower = false
  /// Whether we are switching it off and on ourselves.
  var isCycling = false
  var failures = 0
  var health = SourceHealth.starting
  var watchdog: SilenceWatchdog

  init(_ binding: AdapterBinding, _ rules: SilenceRules, at time: Instant) {
    self.binding = binding
    watchdog = SilenceWatchdog(rules, at: time)
  }

  var isPowered: Bool { settings.contains(.powered) }

  /// Monitors of ours that the kernel has or may have, if this process dies now.
  var possible: [UInt16] {
    guard sent != nil else { return [monitor].compactMap(\.self) }
    switch steps.first {
    case .removeMonitor(let handle): return [handle]
    case .addMonitor: return [monitor, foreseen].compactMap(\.self)
    default: return [monitor].compactMap(\.self)
    }
  }

  /// Forgets all that belonged to an adapter that is gone.
  mutating func leave() {
    index = nil
    settings = []
    monitor = nil
    foreseen = nil
    steps = []
    sent = nil
    alarm = nil
    wantsPower = false
    isCycling = false
    failures = 0
  }
}
