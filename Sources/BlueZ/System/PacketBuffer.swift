internal import CBlueZ
internal import Proximity

/// Room for as many packets as one system call reads.
struct PacketBuffer: ~Copyable {
  /// Packets.
  static let capacity = 64
  /// Bytes for each; a management event with the longest advertisement has 1,672.
  static let stride = 2048

  private var bytes = [UInt8](repeating: 0, count: capacity * stride)
  private var lengths = [UInt32](repeating: 0, count: capacity)
  private var ages = [Int64](repeating: -1, count: capacity)
  private var times = [Instant](repeating: Instant(nanoseconds: 0), count: capacity)
  private var latest = Instant(nanoseconds: 0)
  /// When it was filled last.
  private(set) var filled = Instant(nanoseconds: 0)
  /// How many packets it holds.
  private(set) var count = 0

  /// Whether there may be more where these came from.
  var isFull: Bool { count == Self.capacity }

  /// Fills it with what a socket has; 0, or the error's number.
  mutating func receive(from descriptor: Int32) -> Int32 {
    var now: Int64 = 0
    let received = unsafe bytes.withUnsafeMutableBufferPointer { bytes in
      unsafe lengths.withUnsafeMutableBufferPointer { lengths in
        unsafe ages.withUnsafeMutableBufferPointer { ages in
          unsafe withUnsafeMutablePointer(to: &now) { now in
            var packets = unsafe cbluez_packets(
              bytes: bytes.baseAddress, lengths: lengths.baseAddress, ages: ages.baseAddress,
              now: now, count: Int32(Self.capacity), stride: Int32(Self.stride))
            return unsafe cbluez_receive(descriptor, &packets)
          }
        }
      }
    }
    count = Int(max(0, received))
    // Without packets nobody asked what time it is.
    filled = count > 0 ? Instant(nanoseconds: now) : RadioClock.now
    for index in 0..<count { date(index, Instant(nanoseconds: now)) }
    return received < 0 ? -received : 0
  }

  /// Says when a packet came.
  ///
  /// The kernel stamps packets with the time of the day, which may be set in between: a stamp that
  /// is older than a second, of the future, or of before the last one, is not believed.
  private mutating func date(_ index: Int, _ now: Instant) {
    let age = (0...1_000_000_000).contains(ages[index]) ? ages[index] : 0
    latest = max(latest, Instant(nanoseconds: now.nanoseconds - age))
    times[index] = latest
  }

  /// Calls `body` with a packet and the time it came.
  func withPacket<Value>(_ index: Int, _ body: (Span<UInt8>, Instant) -> Value) -> Value {
    let start = index * Self.stride
    return body(
      bytes.span.extracting(start..<(start + min(Self.stride, Int(lengths[index])))), times[index])
  }
}
