import Proximity

/// The 24 bytes before each packet of a btsnoop file.
struct BtsnoopHeader {
  static let size = 24
  /// Bytes of packet that no HCI transport exceeds.
  static let packetLimit: UInt32 = 64 << 10

  var original: UInt32
  var included: UInt32
  var flags: UInt32
  /// Microseconds since the year 0.
  var time: UInt64

  /// Reads a header, or nothing when no recorder would have written it.
  init?(_ bytes: Span<UInt8>, at offset: Int, _ datalink: BtsnoopDatalink) {
    // One check of the range here spares the optimiser one for every byte.
    let bytes = bytes.extracting(offset..<(offset + Self.size))
    original = bytes.bigEndian32(at: 0)
    included = bytes.bigEndian32(at: 4)
    guard original <= Self.packetLimit, included <= original else { return nil }
    flags = bytes.bigEndian32(at: 8)
    time = UInt64(bytes.bigEndian32(at: 16)) << 32 | UInt64(bytes.bigEndian32(at: 20))
    guard Self.times.contains(time) else { return nil }
    switch datalink {
    case .h1, .h4: guard included > 0, flags <= 0xFF else { return nil }
    case .monitor: guard flags & 0xFFFF <= 0xFF else { return nil }
    }
  }

  /// Header and packet.
  var length: Int { Self.size + Int(included) }

  /// The time since the Unix epoch.
  var instant: Instant {
    Instant(nanoseconds: Int64(time - Self.unixEpoch) * 1000)
  }

  /// Microseconds from the year 0 to 1970.
  static let unixEpoch: UInt64 = 0x00DC_DDB3_0F2F_8000
  /// The times that fit an `Instant` since the Unix epoch: 1970 to 2262.
  static let times = unixEpoch...(unixEpoch + UInt64(Int64.max) / 1000)
}

extension Span<UInt8> {
  @inline(__always)
  func bigEndian32(at offset: Int) -> UInt32 {
    UInt32(self[offset]) << 24 | UInt32(self[offset + 1]) << 16 | UInt32(self[offset + 2]) << 8
      | UInt32(self[offset + 3])
  }
}
