public import Proximity

/// How an adapter that listens for a receiver is, and what to do about it.
public enum SourceHealth: Equatable, Hashable, Sendable {
  /// It is being set up.
  case starting
  /// It scans.
  case hearing
  /// There is no adapter that fits.
  case noAdapter(AdapterSelection)
  /// It was pulled out, or its driver gave up.
  case removed(AdapterSelection)
  /// Somebody switched it off.
  case poweredOff
  /// Its radio is blocked.
  case blocked(Block)
  /// Its controller reported an error and starts anew; the code is the vendor's.
  case hardwareError(UInt8)
  /// Somebody else, mostly bluetoothd, ended our scan; it is being started again.
  case scanTaken
  /// The process lacks a right.
  case notPermitted(Right)
  /// The kernel or the controller cannot do it this way.
  case unsupported(String)
  /// A command failed and is tried again.
  case failing(String)
  /// Many transmitters fell silent at once; the remedy is being tried.
  case silent(Remedy)
  /// No remedy has helped.
  case deaf

  /// What blocks a radio.
  public enum Block: Equatable, Hashable, Sendable {
    /// A program: `rfkill unblock bluetooth` undoes it.
    case software
    /// A switch or key of the machine.
    case hardware
  }

  /// A Linux capability.
  public enum Right: Int32, Equatable, Hashable, Sendable {
    /// For all that changes how an adapter works.
    case networkAdministration = 12
    /// For listening to HCI beside the kernel.
    case rawNetwork = 13

    /// As systemd and setcap name it.
    public var name: String {
      switch self {
      case .networkAdministration: "CAP_NET_ADMIN"
      case .rawNetwork: "CAP_NET_RAW"
      }
    }
  }

  /// What it means to the engine: exits are suspended unless it hears.
  public var forEngine: Health { self == .hearing ? .healthy : .unhealthy }

  /// Whether it ends with the first advertisement.
  var isSilence: Bool {
    switch self {
    case .silent, .deaf: true
    default: false
    }
  }

  /// A sentence that says what is wrong and what to do.
  public var advice: String {
    switch self {
    case .starting: "The adapter is being set up."
    case .hearing: "It hears."
    case .noAdapter(let wanted):
      "There is no adapter to listen with (\(wanted)): plug one in, or see 'dmesg' for its driver."
    case .removed(let wanted):
      "The adapter has gone (\(wanted)): plug it in again; listening then goes on by itself."
    case .poweredOff:
      "Somebody switched the adapter off: 'bluetoothctl power on', or 'hciconfig hci0 up'."
    case .blocked(.software):
      "The radio is blocked by software: 'rfkill unblock bluetooth'."
    case .blocked(.hardware):
      "The radio is blocked by a switch or key of the machine: turn it on there."
    case .hardwareError(let code):
      """
      The controller reported hardware error \(code) and was started anew; if that happens often, \
      replace it or its cable.
      """
    case .scanTaken:
      "Another program ended our scan, which is being started again; nothing to do if it stays."
    case .notPermitted(let right):
      "\(right.name) is missing: run as the service unit does, or as root."
    case .unsupported(let what): "\(what)"
    case .failing(let what): "\(what); it is tried again."
    case .silent(let remedy):
      "Many beacons fell silent at once, as when a radio goes deaf; trying: \(remedy)."
    case .deaf:
      """
      Nothing is heard any more and no remedy has helped: move or replace the adapter, unless the \
      place is empty.
      """
    }
  }
}

/// A receiver's health from a time on.
public struct HealthChange: Equatable, Sendable {
  /// Whose.
  public var receiver: ReceiverIndex
  /// What holds from now on.
  public var health: SourceHealth
  /// Since when.
  public var time: Instant

  /// Creates a change.
  public init(receiver: ReceiverIndex, health: SourceHealth, time: Instant) {
    self.receiver = receiver
    self.health = health
    self.time = time
  }
}
