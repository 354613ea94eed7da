internal import CStateFiles

/// What a process does so that no key it holds reaches a disk by accident.
public enum ProcessGuard {
  /// What was achieved.
  public struct Outcome: Equatable, Sendable {
    /// Whether the process leaves no core dump, and no other process of its user may look into it.
    public let dumpsForbidden: Bool
    /// Whether none of its memory is ever swapped out. It takes a sufficient `RLIMIT_MEMLOCK`
    /// (`LimitMEMLOCK=infinity` in a systemd unit).
    public let memoryLocked: Bool
  }

  /// Forbids core dumps and locks the memory, for as long as the process lives. To be called first
  /// thing, before any key is read. What could not be achieved is said, and is for the caller to
  /// judge.
  ///
  /// Keys are held as `SymmetricKey` of swift-crypto, which overwrites them when the last copy goes.
  public static func engage() -> Outcome {
    Outcome(dumpsForbidden: process_forbid_dumps() == 0, memoryLocked: process_lock_memory() == 0)
  }
}
