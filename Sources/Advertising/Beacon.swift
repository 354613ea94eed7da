/// What one AD structure says its sender is.
@frozen
public enum Beacon: BitwiseCopyable, Hashable, Sendable {
  /// Apple iBeacon.
  case iBeacon(IBeacon)
  /// AltBeacon.
  case altBeacon(AltBeacon)
  /// Eddystone-UID: a fixed identifier.
  case eddystoneUID(EddystoneUID)
  /// Eddystone-URL: a web address.
  case eddystoneURL(EddystoneURL)
  /// Eddystone-TLM: the state of the beacon that sends it.
  case eddystoneTLM(EddystoneTLM)
  /// Eddystone-EID: an identifier that rotates.
  case eddystoneEID(EddystoneEID)
  /// Somebody's thing that a finding network looks after. It is none of our business: whoever
  /// reads this drops the whole advertisement.
  case foreign

  /// Who the beacon is; `nil` for a URL, telemetry and foreign things.
  @inlinable
  public var identifier: BeaconIdentifier? {
    switch self {
    case .iBeacon(let beacon): beacon.identifier
    case .altBeacon(let beacon): beacon.identifier
    case .eddystoneUID(let frame): frame.identifier
    case .eddystoneEID(let frame): frame.identifier
    case .eddystoneURL, .eddystoneTLM, .foreign: nil
    }
  }

  /// What the beacon says it is received with at 1 m, in dBm; `nil` when it does not say or says
  /// something its format does not allow.
  @inlinable
  public var measuredPower: Int? {
    switch self {
    case .iBeacon(let beacon): Int(beacon.measuredPower)
    case .altBeacon(let beacon): beacon.measuredPower
    case .eddystoneUID(let frame): frame.power.at1Metre
    case .eddystoneURL(let frame): frame.power.at1Metre
    case .eddystoneEID(let frame): frame.power.at1Metre
    case .eddystoneTLM, .foreign: nil
    }
  }

  /// Whether the advertisement belongs to somebody's thing and must be dropped.
  @inlinable
  public var isForeign: Bool { if case .foreign = self { true } else { false } }
}
