internal import Advertising
internal import CBlueZ
internal import Proximity

/// An adapter that listens for a receiver through HCI: found, switched on, opened, lost and found
/// again.
final class HCIAdapter {
  private let binding: AdapterBinding
  private let options: RadioOptions
  private var socket: PacketSocket?
  private var session: ScanSession?
  private var outside = SourceHealth.starting  // what the session cannot know
  private var told = SourceHealth.starting
  private var nextLook = Instant(nanoseconds: 0)
  private var earlierDrops = 0
  private var silent: ScanSession?  // whose remedy is a new socket
  private let around = Surroundings.system
  private var hadBluetoothd = false
  private var wasOn = false  // so that somebody must have switched it off
  private(set) var index: UInt16?

  /// How often an adapter is looked at, whose events say nothing about its power.
  static let look = Duration.milliseconds(250)

  init(_ binding: AdapterBinding, _ options: RadioOptions) {
    self.binding = binding
    self.options = options
  }

  var descriptor: Int32? { socket?.descriptor }
  var drops: Int { earlierDrops + (socket?.drops ?? 0) }
  var nextDeadline: Instant? { [nextLook, session?.nextDeadline].compactMap(\.self).min() }

  func takeChange(at time: Instant) -> HealthChange? {
    let health = session?.health ?? outside
    guard health != told else { return nil }
    told = health
    return HealthChange(receiver: binding.receiver, health: health, time: time)
  }

  /// Does what is due.
  func advance(to now: Instant, besides taken: [UInt16]) throws(SourceError) {
    if nextLook <= now {
      nextLook = now + Self.look
      try lookAround(at: now, besides: taken)
    }
    session?.advance(to: now)
    if session?.wantsPowerCycle == true, let index {
      _ = cbluez_power(index, false)
      _ = cbluez_power(index, true)
      session?.setUp(at: now)
    }
    if let silent = session, silent.wantsReopening {
      release()
      if silent.health.isSilence { self.silent = silent }
      nextLook = Instant(nanoseconds: 0)
      try lookAround(at: now, besides: taken)
    }
    for command in session?.takeOutbox() ?? [] {
      let failed = socket?.send(command.bytes) ?? 0
      // Switched off (ENETDOWN) or pulled (ENODEV): the next look will tell which.
      if failed != 0 { release() }
    }
  }

  func receive(into buffer: inout PacketBuffer) -> Int32 {
    guard let descriptor else { return 0 }
    return buffer.receive(from: descriptor)
  }

  /// Takes in a packet; false when it is damaged.
  func take(_ packet: Span<UInt8>, at time: Instant, into batch: inout ReportBatch) -> Bool {
    do throws(HCIDamage) {
      let event = try HCIEvent(packet)
      guard event == .reports else {
        session?.receive(event, at: time)
        return true
      }
      let before = batch.advertisements.count
      // What is malformed the batch counts.
      _ = try? batch.append(
        packet.extracting(1..<packet.count), from: binding.receiver, at: time)
      for position in before..<batch.advertisements.count {
        session?.heard(batch.advertisements[position].address?.bits ?? 0, at: time)
      }
      return true
    } catch {
      return false
    }
  }

  /// The socket has failed, as it does once when an adapter is pulled.
  func lose() {
    release()
    nextLook = Instant(nanoseconds: 0)
  }

  /// Ends the scan.
  func close() {
    if let ending = session?.ending { _ = socket?.send(ending.bytes) }
    release()
  }

  private func release() {
    earlierDrops += socket?.drops ?? 0
    socket = nil
    session = nil
  }

  /// Looks whether the adapter is there and on, and opens it if it can be.
  private func lookAround(at now: Instant, besides taken: [UInt16]) throws(SourceError) {
    guard let device = find(besides: taken.filter { $0 != index }) else {
      release()
      outside =
        index == nil && outside != .removed(binding.adapter)
        ? .noAdapter(binding.adapter) : .removed(binding.adapter)
      index = nil
      wasOn = false
      return
    }
    if index != device.index {
      release()
      wasOn = false
    }
    index = device.index
    // In our own hands an adapter is down as far as the kernel knows.
    if options.path == .user {
      if socket == nil { try open(device, at: now) }
    } else if device.up {
      wasOn = true
      hadBluetoothd = around.hasBluetoothd()
      if socket == nil { try open(device, at: now) }
    } else {
      release()
      switchOn(device.index)
    }
  }

  private func switchOn(_ index: UInt16) {
    if let block = around.block(index) {
      outside = .blocked(block)
      // Whoever blocks the radio does not mean us.
      wasOn = false
    } else if options.powersOn, !wasOn || (hadBluetoothd && !around.hasBluetoothd()) {
      hadBluetoothd = false
      let failed = -cbluez_power(index, true)
      if failed != 0 { outside = .failing("hci\(index) cannot be switched on (error \(failed))") }
      if failed == 0 { nextLook = Instant(nanoseconds: 0) }
    } else {
      outside = .poweredOff
    }
  }

  private func find(besides taken: [UInt16]) -> cbluez_device? {
    var devices = [cbluez_device](repeating: cbluez_device(), count: 16)
    let count = unsafe devices.withUnsafeMutableBufferPointer { devices in
      unsafe cbluez_devices(devices.baseAddress, Int32(devices.count))
    }
    return devices.prefix(Int(max(0, count))).sorted { $0.index < $1.index }.first { device in
      switch binding.adapter {
      case .any: !taken.contains(device.index)
      case .index(let index): device.index == index
      case .address(let bits): device.address == bits
      }
    }
  }

  private func open(_ device: cbluez_device, at now: Instant) throws(SourceError) {
    let isOurs = options.path == .user
    if isOurs, device.up { _ = cbluez_power(device.index, false) }
    do throws(SourceError) {
      let socket = try PacketSocket(isOurs ? .user : .raw, device: device.index)
      if !isOurs { try socket.filter(advertisements: true) }
      socket.grow(to: options.receiveBuffer)
      self.socket = consume socket
      session = ScanSession(
        ownsController: isOurs, rules: options.silence, after: silent, at: now)
      silent = nil
      outside = .hearing
    } catch {
      switch error {
      case .notPermitted, .noBluetooth: throw error
      // Gone again, or in somebody's hands: the next look will tell.
      default: outside = .failing(error.description)
      }
    }
  }
}
