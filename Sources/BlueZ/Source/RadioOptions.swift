/// How a source listens.
public struct RadioOptions: Equatable, Sendable {
  /// The kernel's interface that it listens through.
  public enum Path: String, Equatable, Sendable, CaseIterable {
    /// Advertisement monitors; raw HCI where the kernel has none.
    case automatic
    /// Passive advertisement monitors beside whatever bluetoothd does. Needs CAP_NET_ADMIN.
    case monitor
    /// HCI beside the kernel, which bluetoothd may disturb. Needs CAP_NET_RAW and CAP_NET_ADMIN.
    case raw
    /// HCI in place of the kernel, so that nobody else can use the adapter. Needs CAP_NET_ADMIN.
    case user
  }

  /// The interface.
  public var path = Path.automatic
  /// How long advertisements may be gathered in the kernel before they are read together, while
  /// more than some 400 a second come: the longer, the fewer system calls. 0 to 100 ms. Their times
  /// are those at which they came.
  public var gather = Duration.milliseconds(20)
  /// Bytes of the kernel's buffer for advertisements that are yet to be read.
  public var receiveBuffer = 8 << 20
  /// A file in which set monitors are noted, so that the next process can remove what a killed one
  /// left behind; best in a folder that does not outlive a boot.
  public var record: String?
  /// Whether an adapter that is off at the start is switched on.
  public var powersOn = true
  /// When a silence is too long.
  public var silence = SilenceRules()

  /// Creates the default options.
  public init() {}
}
