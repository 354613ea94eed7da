/// A walk over the reports of one HCI event.
///
/// ```swift
/// var reports = try AdvertisingReports(event: bytes)
/// while let report = try reports.next(in: bytes) {
///   let beacon = Beacon.first(in: bytes, report.payload)
/// }
/// ```
///
/// The walk holds positions, not bytes: hand the same bytes to every call of `next(in:)`. Bytes
/// after the event and after its last report are not looked at.
@frozen
public struct AdvertisingReports: BitwiseCopyable, Sendable {
  /// What an HCI event has to say about advertisements.
  @frozen
  public enum EventKind: BitwiseCopyable, Hashable, Sendable {
    /// LE Advertising Report.
    case legacy
    /// LE Extended Advertising Report.
    case extended
    /// Nothing: a reader skips the event.
    case other
  }

  @usableFromInline var position: Int
  @usableFromInline let end: Int
  @usableFromInline var remaining: Int
  @usableFromInline let isExtended: Bool

  /// What the event is about, by its event code and subevent code.
  ///
  /// - Parameters:
  ///   - event: Bytes that hold an event, beginning with the event code.
  ///   - start: Where the event code is.
  /// - Throws: When the bytes end before the codes do.
  @inlinable
  public static func kind(
    of event: Span<UInt8>, at start: Int = 0
  ) throws(DecodeError) -> EventKind {
    guard start < event.count else {
      throw DecodeError(offset: start, cause: .endOfBytes(needed: 2, available: 0))
    }
    guard event[start] == HCI.leMetaEvent else { return .other }
    let header = try HCI.header(of: event, at: start)
    return switch header.subevent {
    case HCI.advertisingReport: .legacy
    case HCI.extendedAdvertisingReport: .extended
    default: .other
    }
  }

  /// What a packet in H4 framing is about; `other` too for anything but an event.
  ///
  /// - Throws: When the bytes end before the codes do.
  @inlinable
  public static func kind(ofH4 packet: Span<UInt8>) throws(DecodeError) -> EventKind {
    guard packet.count > 0 else {
      throw DecodeError(offset: 0, cause: .endOfBytes(needed: 1, available: 0))
    }
    return packet[0] == HCI.eventPacket ? try kind(of: packet, at: 1) : .other
  }

  /// Starts a walk over the reports of an event.
  ///
  /// - Parameters:
  ///   - event: Bytes that hold an event, beginning with the event code.
  ///   - start: Where the event code is.
  /// - Throws: When the event is cut short, says something else than advertising reports, or
  ///   announces a number of reports outside 1 to 25 (legacy) or 1 to 10 (extended).
  @inlinable
  @inline(__always)
  public init(event: Span<UInt8>, at start: Int = 0) throws(DecodeError) {
    let header = try HCI.header(of: event, at: start)
    isExtended = header.subevent == HCI.extendedAdvertisingReport
    guard isExtended || header.subevent == HCI.advertisingReport else {
      throw DecodeError(offset: start + 2, cause: .otherSubevent(header.subevent))
    }
    guard header.end - start >= 4 else {
      throw DecodeError(offset: start + 3, cause: .endOfBytes(needed: 1, available: 0))
    }
    remaining = Int(event[start + 3])
    let maximum = isExtended ? 10 : 25
    guard remaining >= 1, remaining <= maximum else {
      throw DecodeError(
        offset: start + 3, cause: .reportCount(remaining, maximum: maximum))
    }
    position = start + 4
    end = header.end
  }

  /// Starts a walk over the reports of an event in H4 framing, that is after the packet type 0x04.
  ///
  /// The ranges of the reports count from the packet type.
  @inlinable
  public init(h4 packet: Span<UInt8>) throws(DecodeError) {
    guard packet.count > 0 else {
      throw DecodeError(offset: 0, cause: .endOfBytes(needed: 1, available: 0))
    }
    guard packet[0] == HCI.eventPacket else {
      throw DecodeError(offset: 0, cause: .packetType(packet[0]))
    }
    try self.init(event: packet, at: 1)
  }

  /// The next report, or `nil` after the last.
  ///
  /// After an error the walk is at its end: where the next report begins is then unknown.
  ///
  /// - Parameter event: What the walk was started with.
  @inlinable
  @inline(__always)
  public mutating func next(
    in event: Span<UInt8>
  ) throws(DecodeError) -> AdvertisingReport? {
    guard remaining > 0 else { return nil }
    let left = remaining
    remaining = 0
    let report = isExtended ? try nextExtended(in: event) : try nextLegacy(in: event)
    remaining = left - 1
    return report
  }
}

/// The numbers and the frame of HCI events.
///
/// Source: Bluetooth Core Specification 5.4, Vol 4, Part E, 5.4.4 and 7.7.65; Part A, 2.
@usableFromInline
enum HCI {
  @usableFromInline static var eventPacket: UInt8 { 0x04 }
  @usableFromInline static var leMetaEvent: UInt8 { 0x3E }
  @usableFromInline static var advertisingReport: UInt8 { 0x02 }
  @usableFromInline static var extendedAdvertisingReport: UInt8 { 0x0D }

  /// The subevent of the LE Meta event at `start`, and where its parameters end.
  @inlinable
  @inline(__always)
  static func header(
    of event: Span<UInt8>, at start: Int
  ) throws(DecodeError) -> (subevent: UInt8, end: Int) {
    guard start + 2 <= event.count else {
      throw DecodeError(
        offset: start, cause: .endOfBytes(needed: 2, available: event.count - start))
    }
    guard event[start] == leMetaEvent else {
      throw DecodeError(offset: start, cause: .otherEvent(event[start]))
    }
    let end = start + 2 + Int(event[start + 1])
    guard end <= event.count else {
      throw DecodeError(
        offset: start + 1,
        cause: .endOfBytes(needed: end - start - 1, available: event.count - start - 1))
    }
    guard end > start + 2 else {
      throw DecodeError(offset: start + 2, cause: .endOfBytes(needed: 1, available: 0))
    }
    return (event[start + 2], end)
  }
}
