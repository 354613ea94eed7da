internal import Advertising
internal import CBlueZ
internal import Proximity

/// Listens through advertisement monitors.
final class MonitorListener: Listener {
  private let bindings: [AdapterBinding]
  private let options: RadioOptions
  private var socket: PacketSocket
  private var session: MonitorSession
  private var sentinels: [Sentinel] = []
  private var buffer = PacketBuffer()
  private var waiting: Waiting
  private var record: MonitorRecord
  private var earlierDrops = 0
  private var counted = SourceCounts()
  private var reopenAt: Instant?
  private var isClosed = false

  init(_ bindings: [AdapterBinding], _ options: RadioOptions, bell: Bell?) throws(SourceError) {
    self.bindings = bindings
    self.options = options
    socket = try PacketSocket(.control, device: MgmtCommand.noIndex)
    socket.grow(to: options.receiveBuffer)
    waiting = Waiting(bell: bell, gather: options.gather)
    record = MonitorRecord(path: options.record)
    session = Self.session(bindings, options, leftovers: record.load())
  }

  private static func session(
    _ bindings: [AdapterBinding], _ options: RadioOptions, leftovers: [MonitorSession.Leftover]
  ) -> MonitorSession {
    MonitorSession(
      bindings, powersOn: options.powersOn, leftovers: leftovers, rules: options.silence,
      at: RadioClock.now, around: .system)
  }

  var counts: SourceCounts {
    var counts = counted
    counts.drops = earlierDrops + socket.drops
    return counts
  }

  func read(
    into batch: inout ReportBatch, until deadline: Instant
  ) throws(SourceError) -> [HealthChange] {
    let before = batch.advertisements.count
    var now = RadioClock.now
    while !batch.isFull {
      session.advance(to: now)
      if session.wantsReopening { try reopen(at: now) }
      flush()
      watchForErrors()
      let changes = session.takeChanges()
      guard changes.isEmpty, batch.advertisements.count == before, now < deadline else {
        return changes
      }
      let next = min(deadline, session.nextDeadline ?? deadline)
      let ready = try waiting.wait(
        [socket.descriptor] + sentinels.map(\.descriptor), from: now, until: next)
      if ready.contains(0) {
        receive(into: &batch)
        now = buffer.filled
      } else {
        now = RadioClock.now
      }
      for (position, sentinel) in sentinels.enumerated() where ready.contains(position + 1) {
        listen(to: sentinel)
      }
      if ready.isRung { break }
    }
    return session.takeChanges()
  }

  deinit { close() }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    let unsettled = session.stop()
    send()
    record.save(unsettled)
  }

  /// Reads all there is, as far as the batch has room.
  private func receive(into batch: inout ReportBatch) {
    repeat {
      guard buffer.receive(from: socket.descriptor) == 0 else {
        session.wantsReopening = true
        return
      }
      counted.reads += 1
      counted.packets += buffer.count
      waiting.flowed(buffer.count, at: buffer.filled)
      for index in 0..<buffer.count {
        let isFine = buffer.withPacket(index) { take($0, at: $1, into: &batch) }
        if !isFine { counted.damaged += 1 }
      }
    } while buffer.isFull && !batch.isFull
  }

  private func take(_ packet: Span<UInt8>, at time: Instant, into batch: inout ReportBatch) -> Bool
  {
    do throws(MgmtDamage) {
      let (code, index) = try MgmtEvent.header(of: packet)
      guard code == MgmtHeard.byMonitor || code == MgmtHeard.byDiscovery else {
        session.receive(try MgmtEvent(packet), at: time)
        return true
      }
      guard let position = session.position(of: index),
        let report = try MgmtHeard.report(in: packet, code)
      else { return true }
      batch.append(report, in: packet, from: session.adapters[position].binding.receiver, at: time)
      session.heard(report.address.bits, position, at: time)
      return true
    } catch {
      return false
    }
  }

  private func flush() {
    record.save(session.noted)
    send()
  }

  private func send() {
    for command in session.takeOutbox() where socket.send(command.bytes) != 0 {
      session.wantsReopening = true
    }
  }

  /// Begins anew, at most once a second.
  private func reopen(at now: Instant) throws(SourceError) {
    if let reopenAt, now < reopenAt { return }
    reopenAt = now + .seconds(1)
    earlierDrops += socket.drops
    let earlier = session
    socket = try PacketSocket(.control, device: MgmtCommand.noIndex)
    socket.grow(to: options.receiveBuffer)
    session = Self.session(bindings, options, leftovers: earlier.noted)
    session.resume(earlier)
  }

  /// Keeps one sentinel for each adapter, where the right to have them is there.
  private func watchForErrors() {
    let indices = session.adapters.compactMap(\.index)
    guard sentinels.map(\.index) != indices else { return }
    sentinels = indices.prefix(6).compactMap { index in
      do throws(SourceError) { return try Sentinel(index) } catch { return nil }
    }
    // Where one cannot be had, asking again at every read would not help.
    if sentinels.count != indices.count { sentinels = [] }
  }

  private func listen(to sentinel: Sentinel) {
    let failed = buffer.receive(from: sentinel.descriptor)
    guard failed == 0 else {
      sentinels.removeAll { $0 === sentinel }
      return
    }
    for index in 0..<buffer.count {
      buffer.withPacket(index) { packet, time in
        do throws(HCIDamage) {
          guard case .hardwareError(let code) = try HCIEvent(packet) else { return }
          session.hardwareError(code, sentinel.index, at: time)
        } catch {
          counted.damaged += 1
        }
      }
    }
  }
}

/// A socket beside an adapter's traffic that hears its hardware errors and nothing else.
final class Sentinel {
  let index: UInt16
  let socket: PacketSocket

  init(_ index: UInt16) throws(SourceError) {
    self.index = index
    socket = try PacketSocket(.raw, device: index)
    try socket.filter(advertisements: false)
  }

  var descriptor: Int32 { socket.descriptor }
}
