internal import CBlueZ

/// A Bluetooth socket that does not block.
struct PacketSocket: ~Copyable {
  enum Channel: Int32 {
    case raw = 0
    case user = 1
    case control = 3
  }

  let descriptor: Int32

  /// Opens one.
  ///
  /// - Throws: ``SourceError``.
  init(_ channel: Channel, device: UInt16) throws(SourceError) {
    descriptor = cbluez_open(channel.rawValue, device)
    guard descriptor >= 0 else {
      throw SourceError(
        code: -descriptor, action: "cannot open a Bluetooth \(channel) socket",
        right: channel == .raw ? .rawNetwork : .networkAdministration)
    }
    // Where stamps or a larger buffer are refused, it works less well, and drops are counted.
    _ = cbluez_stamp(descriptor, channel.rawValue)
  }

  deinit { cbluez_close(descriptor) }

  /// Asks for a receive buffer of that many bytes.
  func grow(to bytes: Int) { _ = cbluez_grow(descriptor, Int32(clamping: bytes)) }

  /// Lets through what a scan needs, or only hardware errors.
  func filter(advertisements: Bool) throws(SourceError) {
    let failed = cbluez_filter(descriptor, advertisements)
    guard failed == 0 else {
      throw SourceError(code: -failed, action: "cannot filter HCI events", right: .rawNetwork)
    }
  }

  /// Packets that the kernel dropped because nobody read them in time.
  var drops: Int { Int(max(0, cbluez_drops(descriptor))) }

  /// Sends a packet; 0, or the error's number.
  func send(_ packet: [UInt8]) -> Int32 {
    unsafe packet.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return 0 }
      return unsafe -cbluez_send(descriptor, start, bytes.count)
    }
  }
}
