import Alerts
import Foundation
import Logging
import Proximity

/// The ledger's clock as a daemon of this boot has read it when it could be trusted. One that is
/// restarted goes on with it, so that stepping the wall clock opens no cap, whoever restarts the daemon.
struct KeptClock {
  private struct Reading: Codable {
    /// Which boot, as far as the daemon may know.
    var boot: String
    /// Since boot.
    var nanoseconds: Int64
    var time: LedgerTime
  }

  private let file: URL
  private let boot: String

  /// A clock kept in a folder that a restart outlives and a boot does not; nothing where neither the
  /// folder nor the system tells one boot from another.
  ///
  /// - Parameters:
  ///   - folder: where; below /run nothing outlives a boot.
  ///   - boot: the system's name of this boot. Under the unit's ProcSubset it cannot be read.
  init?(in folder: String, boot: String? = Self.bootID) {
    guard boot != nil || folder.hasPrefix("/run/") else { return nil }
    file = URL(filePath: folder).appending(path: "clock")
    self.boot = boot ?? ""
  }

  private static var bootID: String? {
    try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
  }

  /// What was read since boot began, and when; nothing when it was not in this boot.
  func reading(upTo now: Instant) -> (instant: Instant, time: LedgerTime)? {
    guard let data = try? Data(contentsOf: file),
      let reading = try? JSONDecoder().decode(Reading.self, from: data), reading.boot == boot,
      reading.nanoseconds >= 0, reading.nanoseconds <= now.nanoseconds
    else { return nil }
    return (Instant(nanoseconds: reading.nanoseconds), reading.time)
  }

  func keep(_ time: LedgerTime, at instant: Instant) {
    let reading = Reading(boot: boot, nanoseconds: instant.nanoseconds, time: time)
    do {
      try JSONEncoder().encode(reading).write(to: file, options: .atomic)
    } catch {
      Logger.command.warning(
        "the clock is not kept for a restart, so that a step of it meanwhile counts: \(error)")
    }
  }
}
