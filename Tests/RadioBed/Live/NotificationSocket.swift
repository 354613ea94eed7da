import Foundation
import Glibc

/// The socket of a service manager, which keeps what it is told.
final class NotificationSocket {
  let path: String
  private let descriptor: Int32
  private var text = ""

  init(path: String) {
    self.path = path
    _ = unsafe unlink(path)
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { place in
      for (position, byte) in path.utf8.enumerated() { unsafe place[position] = byte }
    }
    let length = socklen_t(MemoryLayout<sockaddr_un>.size)
    unsafe withUnsafePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = unsafe bind(descriptor, address, length)
      }
    }
  }

  deinit {
    close(descriptor)
    _ = unsafe unlink(path)
  }

  /// All that it has been told so far.
  func received() -> String {
    var bytes = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe bytes.withUnsafeMutableBytes { bytes in
        unsafe recv(descriptor, bytes.baseAddress, bytes.count, 0)
      }
      guard count > 0 else { return text }
      text += String(decoding: bytes.prefix(count), as: UTF8.self) + "\n"
    }
  }
}
