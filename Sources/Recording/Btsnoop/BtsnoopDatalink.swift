/// What the packets of a btsnoop file look like: the number in its header.
///
/// Source: the btsnoop description of Frontline and Symbian; 2001 is BlueZ's `btmon`.
public enum BtsnoopDatalink: UInt32, Sendable, CaseIterable {
  /// HCI packets without a type byte; the record's flags tell an event from data.
  case h1 = 1001
  /// HCI packets with a type byte before each, as on a serial line.
  case h4 = 1002
  /// The Linux monitor: the record's flags hold the adapter and an opcode.
  case monitor = 2001
}
