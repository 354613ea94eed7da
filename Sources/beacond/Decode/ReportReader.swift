import Advertising
import Proximity

/// Takes packets apart into reports, and joins what extended advertisements come in fragments.
struct ReportReader: ~Copyable {
  private var fragments = FragmentAssembler(
    slots: 16, timeout: Duration.seconds(1).inNanoseconds)

  /// The reports of a packet. Where it is malformed the last of them holds the error.
  mutating func read(
    _ packet: Span<UInt8>, as form: PacketForm, at time: Instant? = nil
  ) -> [HeardReport] {
    var found: [HeardReport] = []
    do throws(DecodeError) {
      guard form != .ad else {
        var heard = HeardReport(time: time)
        heard.readStructures(in: packet, 0..<packet.count)
        return [heard]
      }
      var reports =
        form == .h4 ? try AdvertisingReports(h4: packet) : try AdvertisingReports(event: packet)
      while let report = try reports.next(in: packet) {
        found.append(heard(report, in: packet, at: time))
      }
    } catch {
      found.append(HeardReport(time: time, error: error))
    }
    return found
  }

  private mutating func heard(
    _ report: AdvertisingReport, in packet: Span<UInt8>, at time: Instant?
  ) -> HeardReport {
    let outcome = fragments.accept(report, in: packet, at: time?.nanoseconds ?? 0)
    var heard = HeardReport(time: time, report: report, outcome: outcome)
    switch outcome {
    case .whole: heard.readStructures(in: packet, report.payload)
    case .joined: fragments.withJoinedPayload { heard.readStructures(in: $0, 0..<$0.count) }
    case .pending, .dropped: break
    }
    return heard
  }
}
