import Foundation
import Proximity

/// What one replay took.
struct Sample: CustomStringConvertible {
  let reports: Int
  let resolved: Int
  let facts: Int
  let wall: Duration
  let cpu: Duration

  /// CPU nanoseconds for each report.
  var cpuPerReport: Double { Double(cpu.inNanoseconds) / Double(reports) }

  var description: String {
    let perSecond = Double(reports) / (Double(wall.inNanoseconds) / 1e9)
    let onOneCore = 1e9 / cpuPerReport
    return String(
      format: "%d reports, %d resolved, %d facts: %.2f M/s by the clock, "
        + "%.2f M/s of CPU time, %.1f ns a report", reports, resolved, facts, perSecond / 1e6,
      onOneCore / 1e6, cpuPerReport)
  }
}
