internal import CBlueZ
internal import Proximity

/// One way of listening.
protocol Listener: AnyObject {
  /// See ``AdvertisementSource/read(into:timeout:)``.
  func read(
    into batch: inout ReportBatch, until deadline: Instant
  ) throws(SourceError) -> [HealthChange]
  func close()
  var counts: SourceCounts { get }
}

/// Something that ends another thread's wait.
final class Bell: Sendable {
  let descriptor: Int32

  init() throws(SourceError) {
    descriptor = cbluez_bell()
    guard descriptor >= 0 else {
      throw .system("cannot make an event descriptor", code: -descriptor)
    }
  }

  deinit { cbluez_close(descriptor) }

  func ring() { cbluez_ring(descriptor) }
}

/// Waiting on sockets: without delay while little comes, and without a system call for each packet
/// while much does.
struct Waiting {
  let bell: Bell?
  let gather: Duration
  private var isFlowing = false
  private var looked = Instant(nanoseconds: 0)
  private var packets = 0  // of the first socket since the window began
  private var windowStart = Instant(nanoseconds: 0)

  /// So many packets in so long are a flow. Fewer cost little even one by one, and wait for nobody.
  private static let (flow, window) = (40, Duration.milliseconds(100))

  init(bell: Bell?, gather: Duration) {
    self.bell = bell
    self.gather = max(.zero, min(gather, .milliseconds(100)))
  }

  /// What is worth a look.
  struct Ready {
    var sockets: UInt32
    var isRung = false
    func contains(_ position: Int) -> Bool { sockets & 1 << UInt32(position) != 0 }
  }

  /// Waits until one of the sockets has something, or until a time.
  ///
  /// While packets flow, the first socket needs no asking whether it has any: after a little while
  /// it will have several.
  mutating func wait(
    _ sockets: [Int32], from now: Instant, until deadline: Instant
  ) throws(SourceError) -> Ready {
    if isFlowing, gather > .zero, now - looked < Self.window {
      cbluez_sleep(min(gather, max(.zero, deadline - now)).inNanoseconds)
      return Ready(sockets: 1)
    }
    looked = now
    var ready: UInt32 = 0
    let descriptors = (sockets + [bell?.descriptor].compactMap(\.self)).prefix(8)
    let found = unsafe descriptors.withUnsafeBufferPointer { descriptors in
      unsafe cbluez_wait(
        descriptors.baseAddress, Int32(descriptors.count), (deadline - now).inNanoseconds, &ready)
    }
    guard found >= 0 else { throw .system("cannot wait for advertisements", code: -found) }
    return Ready(sockets: ready, isRung: bell != nil && ready & 1 << UInt32(sockets.count) != 0)
  }

  /// Notes how many packets the first socket had.
  mutating func flowed(_ count: Int, at now: Instant) {
    packets += count
    // None at all ends a flow at once.
    if count == 0 { isFlowing = false }
    guard now - windowStart >= Self.window else { return }
    isFlowing = packets >= Self.flow && now - windowStart < Self.window + Self.window
    packets = 0
    windowStart = now
  }
}
