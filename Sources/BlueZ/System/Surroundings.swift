internal import CBlueZ

/// What a session asks of the system around it.
struct Surroundings: Sendable {
  /// What blocks an adapter's radio.
  var block: @Sendable (UInt16) -> SourceHealth.Block?
  /// Whether bluetoothd is there. When it leaves, it switches all adapters off.
  var hasBluetoothd: @Sendable () -> Bool

  /// Those of this machine.
  static let system = Surroundings(
    block: { index in
      switch cbluez_block(index) {
      case 1: .software
      case 2: .hardware
      default: nil
      }
    },
    hasBluetoothd: { unsafe cbluez_manages("bluetoothd") == 1 })
}
