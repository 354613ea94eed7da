internal import Proximity

/// What adapters do when nobody asked them to, and what is done about it.
extension MonitorSession {
  /// An adapter's settings have changed.
  mutating func become(_ settings: MgmtSettings, _ position: Int, at time: Instant) {
    let was = adapters[position].isPowered
    if around.hasBluetoothd() { hadBluetoothd = true }
    adapters[position].settings = settings
    guard was != adapters[position].isPowered, !adapters[position].isCycling else { return }
    adapters[position].watchdog.restart(at: time)
    guard adapters[position].isPowered else { return poweredOff(position, at: time) }
    adapters[position].wantsPower = false
    guard adapters[position].sent == nil else { return }
    // The monitor outlives the power, but a scan of it that was lost does not come back by itself.
    begin(restart(position), position, at: time)
  }

  /// An adapter is off: because its radio is blocked, or somebody wanted it so.
  mutating func poweredOff(_ position: Int, at time: Instant) {
    adapters[position].alarm = time + Self.look
    guard let index = adapters[position].index else { return }
    if let block = around.block(index) {
      // Whoever blocked it did not mean us; it was on, and shall be again.
      adapters[position].wantsPower = true
      setHealth(.blocked(block), position, at: time)
    } else if adapters[position].wantsPower || (hadBluetoothd && !around.hasBluetoothd()) {
      // It was off for a cause that has ended, not because somebody wanted it so.
      hadBluetoothd = false
      begin([.powerOn] + restart(position), position, at: time)
    } else if case .hardwareError = adapters[position].health {
      return  // the kernel is switching it on again
    } else {
      setHealth(.poweredOff, position, at: time)
    }
  }

  /// The time for which something was put off has come.
  mutating func awake(_ position: Int, at time: Instant) {
    if case .hardwareError = adapters[position].health, adapters[position].isPowered {
      begin(restart(position), position, at: time)
    } else if !adapters[position].isPowered, adapters[position].steps.isEmpty {
      poweredOff(position, at: time)
    } else if !adapters[position].steps.isEmpty, adapters[position].sent == nil {
      begin(adapters[position].steps, position, at: time)
    }
  }

  /// The steps to a new scan.
  func restart(_ position: Int) -> [MonitoredAdapter.Step] {
    (adapters[position].monitor.map { [.removeMonitor($0)] } ?? [])
      + [.foreseeMonitor, .addMonitor]
  }

  /// Looks after an adapter that should hear.
  mutating func watch(_ position: Int, at time: Instant) {
    guard adapters[position].isPowered, adapters[position].steps.isEmpty,
      adapters[position].monitor != nil
    else { return }
    let wasDeaf = adapters[position].watchdog.isDeaf
    if let remedy = adapters[position].watchdog.advance(to: time) {
      setHealth(.silent(remedy), position, at: time)
      apply(remedy, position, at: time)
    } else if !wasDeaf, adapters[position].watchdog.isDeaf {
      setHealth(.deaf, position, at: time)
    }
  }

  private mutating func apply(_ remedy: Remedy, _ position: Int, at time: Instant) {
    switch remedy {
    case .restartScan: begin(restart(position), position, at: time)
    case .powerCycle:
      adapters[position].isCycling = true
      begin([.powerOff, .powerOn] + restart(position), position, at: time)
    case .reopen: wantsReopening = true
    }
  }
}
