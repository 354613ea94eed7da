internal import CBlueZ

/// What can be told of this machine's Bluetooth without listening.
public enum RadioSystem {
  /// An adapter, as the kernel knows it.
  public struct Adapter: Equatable, Sendable {
    /// Its number: 0 is hci0.
    public let index: UInt16
    /// Its address: `01:23:45:67:89:AB` is 0x0123456789AB.
    public let address: UInt64
    /// Whether it is on.
    public let isOn: Bool
    /// What blocks its radio.
    public let block: SourceHealth.Block?

    /// Creates what is known of an adapter.
    public init(index: UInt16, address: UInt64, isOn: Bool, block: SourceHealth.Block?) {
      self.index = index
      self.address = address
      self.isOn = isOn
      self.block = block
    }
  }

  /// The adapters, lowest number first.
  ///
  /// - Throws: ``SourceError/noBluetooth`` when the kernel has no Bluetooth.
  public static func adapters() throws(SourceError) -> [Adapter] {
    var devices = [cbluez_device](repeating: cbluez_device(), count: 16)
    let count = unsafe devices.withUnsafeMutableBufferPointer { devices in
      unsafe cbluez_devices(devices.baseAddress, Int32(devices.count))
    }
    guard count >= 0 else {
      throw SourceError(
        code: -count, action: "cannot list the adapters", right: .networkAdministration)
    }
    return devices.prefix(Int(count)).sorted { $0.index < $1.index }.map { device in
      Adapter(
        index: device.index, address: device.address, isOn: device.up,
        block: Surroundings.system.block(device.index))
    }
  }

  /// Whether this process has a right.
  public static func has(_ right: SourceHealth.Right) -> Bool { cbluez_capable(right.rawValue) }

  /// Whether bluetoothd is running; nothing when that cannot be told, which takes CAP_NET_RAW.
  public static var hasBluetoothd: Bool? {
    let answer = unsafe cbluez_manages("bluetoothd")
    return answer < 0 ? nil : answer == 1
  }
}
