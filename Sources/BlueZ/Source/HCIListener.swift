internal import CBlueZ
internal import Proximity

/// Listens through HCI, beside the kernel or in its place.
final class HCIListener: Listener {
  private let adapters: [HCIAdapter]
  private var buffer = PacketBuffer()
  private var waiting: Waiting
  private var counted = SourceCounts()

  init(_ bindings: [AdapterBinding], _ options: RadioOptions, bell: Bell?) throws(SourceError) {
    if options.path != .user { try Self.checkRights() }
    // Whoever wants an adapter in particular chooses before those who take any.
    adapters = (bindings.filter { $0.adapter != .any } + bindings.filter { $0.adapter == .any })
      .map { HCIAdapter($0, options) }
    waiting = Waiting(bell: bell, gather: options.gather)
  }

  /// Without the right to raw sockets the kernel leaves all advertisements out, without a word.
  private static func checkRights() throws(SourceError) {
    for right in [SourceHealth.Right.rawNetwork, .networkAdministration]
    where !cbluez_capable(right.rawValue) {
      throw .notPermitted(right, "cannot listen through HCI")
    }
  }

  var counts: SourceCounts {
    var counts = counted
    counts.drops = adapters.reduce(0) { $0 + $1.drops }
    return counts
  }

  func read(
    into batch: inout ReportBatch, until deadline: Instant
  ) throws(SourceError) -> [HealthChange] {
    let before = batch.advertisements.count
    var changes: [HealthChange] = []
    while !batch.isFull {
      let now = RadioClock.now
      var taken = adapters.filter { $0.index != nil }.compactMap(\.index)
      for adapter in adapters {
        try adapter.advance(to: now, besides: taken)
        if let index = adapter.index, !taken.contains(index) { taken.append(index) }
        if let change = adapter.takeChange(at: now) { changes.append(change) }
      }
      guard changes.isEmpty, batch.advertisements.count == before, now < deadline else { break }
      let open = adapters.filter { $0.descriptor != nil }
      let next = adapters.compactMap(\.nextDeadline).min() ?? deadline
      let ready = try waiting.wait(
        open.compactMap(\.descriptor), from: now, until: min(deadline, next))
      if open.isEmpty { waiting.flowed(0, at: now) }
      for (position, adapter) in open.enumerated() where ready.contains(position) {
        receive(from: adapter, isFirst: position == 0, into: &batch)
      }
      if ready.isRung { break }
    }
    return changes
  }

  deinit { close() }

  func close() { for adapter in adapters { adapter.close() } }

  private func receive(from adapter: HCIAdapter, isFirst: Bool, into batch: inout ReportBatch) {
    repeat {
      let failed = adapter.receive(into: &buffer)
      guard failed == 0 else { return adapter.lose() }
      counted.reads += 1
      counted.packets += buffer.count
      if isFirst { waiting.flowed(buffer.count, at: buffer.filled) }
      for index in 0..<buffer.count {
        let isFine = buffer.withPacket(index) { adapter.take($0, at: $1, into: &batch) }
        if !isFine { counted.damaged += 1 }
      }
    } while buffer.isFull && !batch.isFull
  }
}
