internal import CBlueZ
internal import Proximity

extension RadioSystem {
  /// Whether an adapter's chip matches advertisement monitors by itself (MSFT offload); nothing when
  /// that cannot be told, which takes CAP_NET_ADMIN and Linux 5.15.
  public static func offloadsMonitors(_ index: UInt16) -> Bool? {
    do throws(SourceError) {
      let socket = try PacketSocket(.control, device: MgmtCommand.noIndex)
      guard socket.send(MgmtCommand.readMonitorFeatures(index).bytes) == 0 else { return nil }
      var buffer = PacketBuffer()
      let end = RadioClock.now + .seconds(1)
      while RadioClock.now < end {
        var ready: UInt32 = 0
        let left = (end - RadioClock.now).inNanoseconds
        guard unsafe cbluez_wait([socket.descriptor], 1, left, &ready) >= 0,
          buffer.receive(from: socket.descriptor) == 0
        else { return nil }
        for position in 0..<buffer.count {
          let event = buffer.withPacket(position) { packet, _ in try? MgmtEvent(packet) }
          guard
            case .ended(
              MgmtCommand.Opcode.readMonitorFeatures.rawValue, index, let status, let told)? =
              event
          else { continue }
          return status == .success ? offload(in: told) : nil
        }
      }
    } catch {}
    return nil
  }

  /// The features that are supported come first; the lowest bit is the chip's own matching, which
  /// the kernel does without where there is none.
  static func offload(in parameters: [UInt8]) -> Bool? { parameters.first.map { $0 & 1 == 1 } }
}
