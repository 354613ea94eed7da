internal import CBlueZ
public import Proximity

/// The clock of a source's instants.
public enum RadioClock {
  /// Now: time since boot, which goes on while the machine sleeps and is never set.
  public static var now: Instant { Instant(nanoseconds: cbluez_now()) }

  /// Whether the system's time of the day is kept in step with the world's.
  public static var isSynchronised: Bool { cbluez_is_synchronised() }
}
