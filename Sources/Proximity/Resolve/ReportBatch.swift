public import Advertising

/// Advertising reports on their way from the wire to the resolver.
///
/// A batch is filled from HCI events, resolved, emptied and filled again; its memory is kept.
public struct ReportBatch: ~Copyable {
  /// The reports so far, in the order in which they came.
  public private(set) var advertisements: [Advertisement] = []
  /// Reports that could not be decoded, or whose fragments never came together.
  public var malformed: Int { undecoded + fragments.counts.incomplete }
  /// Reports after which `isFull` asks for the batch to be resolved.
  public let capacity: Int

  private var undecoded = 0
  private var fragments: FragmentAssembler

  /// Creates an empty batch.
  ///
  /// - Parameters:
  ///   - capacity: reports, 1 to 65,536.
  ///   - fragmentSlots: extended advertisements that may wait for their next fragment at once.
  ///   - fragmentTimeout: how long they may wait.
  public init(
    capacity: Int = 1024, fragmentSlots: Int = 16, fragmentTimeout: Duration = .seconds(1)
  ) {
    precondition((1...65_536).contains(capacity), "a batch holds 1 to 65,536 reports")
    self.capacity = capacity
    fragments = FragmentAssembler(
      slots: fragmentSlots, timeout: fragmentTimeout.inNanoseconds)
    // An event brings up to 25 reports, and the last one may come just before the batch is full.
    advertisements.reserveCapacity(capacity + 25)
  }

  /// Whether it is time to resolve the batch and empty it.
  public var isFull: Bool { advertisements.count >= capacity }

  /// Empties the batch and keeps its memory, its counts and the fragments that wait.
  public mutating func removeAll() { advertisements.removeAll(keepingCapacity: true) }

  /// Adds the reports of one HCI event; any other event adds nothing.
  ///
  /// - Parameters:
  ///   - event: from the event code on.
  ///   - receiver: who heard it.
  ///   - time: when.
  /// - Throws: `DecodeError`; the reports before the malformed one are in the batch.
  public mutating func append(
    _ event: Span<UInt8>, from receiver: ReceiverIndex, at time: Instant
  ) throws(DecodeError) {
    do throws(DecodeError) {
      guard var reports = try Self.reports(of: event) else { return }
      while let report = try reports.next(in: event) {
        append(report, in: event, from: receiver, at: time)
      }
    } catch {
      undecoded += 1
      throw error
    }
  }

  /// The reports of an event, or nothing for an event of another kind.
  ///
  /// Nearly all events that come here hold reports, so it is only asked of others what they are.
  @inline(__always)
  private static func reports(
    of event: Span<UInt8>
  ) throws(DecodeError) -> AdvertisingReports? {
    do throws(DecodeError) {
      return try AdvertisingReports(event: event)
    } catch {
      if try AdvertisingReports.kind(of: event) == .other { return nil }
      throw error
    }
  }

  /// Adds one report, for a source that does not get them as HCI events.
  ///
  /// - Parameters:
  ///   - report: its payload lies in `event`.
  ///   - event: the bytes that it came in.
  ///   - receiver: who heard it.
  ///   - time: when.
  @inline(__always)
  public mutating func append(
    _ report: AdvertisingReport, in event: Span<UInt8>, from receiver: ReceiverIndex,
    at time: Instant
  ) {
    let isLegacy = report.properties.contains(.legacy)
    let beacon = isLegacy ? Beacon.first(in: event, report.payload) : nil
    if case .iBeacon(let beacon)? = beacon, report.address.kind != .anonymous {
      append(beacon.identifier, Float(beacon.measuredPower), report, from: receiver, at: time)
    } else {
      append(report, beacon, in: event, from: receiver, at: time)
    }
  }

  /// Adds a report of any kind.
  ///
  /// - Parameter beacon: what a legacy report holds.
  @inline(never)
  private mutating func append(
    _ report: AdvertisingReport, _ beacon: Beacon?, in event: Span<UInt8>,
    from receiver: ReceiverIndex, at time: Instant
  ) {
    var beacon = beacon
    if !report.properties.contains(.legacy) {
      switch fragments.accept(report, in: event, at: time.nanoseconds, by: receiver.rawValue) {
      case .whole: beacon = Beacon.first(in: event, report.payload)
      case .joined:
        beacon = fragments.withJoinedPayload { Beacon.first(in: $0, 0..<$0.count) }
      case .pending, .dropped: return
      }
    }
    let isForeign = beacon?.isForeign ?? false
    let isNobody = isForeign || report.address.kind == .anonymous
    append(
      beacon?.identifier, beacon?.measuredPower.map(Float.init), report, isNobody: isNobody,
      from: receiver, at: time)
  }

  @inline(__always)
  private mutating func append(
    _ beacon: BeaconIdentifier?, _ measuredPower: Float?, _ report: AdvertisingReport,
    isNobody: Bool = false, from receiver: ReceiverIndex, at time: Instant
  ) {
    advertisements.append(
      Advertisement(
        time: time, receiver: receiver, rssi: report.rssi.dBm.map(Float.init) ?? .nan,
        beacon: beacon, address: isNobody ? nil : report.address, measuredPower: measuredPower))
  }
}

extension FragmentAssembler.Counts {
  /// Advertisements of which some part never came.
  var incomplete: Int { timedOut + overflowed + evicted + truncated }
}
