import Foundation
import Glibc

/// Where the service manager hears how the daemon is, in the protocol of sd_notify(3).
///
/// Without a service manager every message goes nowhere.
struct NotifySocket {
  private let address: String?
  /// How often it wants to hear from a living daemon; nothing when it does not watch.
  let watchdog: Duration?

  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    address = environment["NOTIFY_SOCKET"]
    let isMeant = environment["WATCHDOG_PID"].map { $0 == "\(getpid())" } ?? true
    let microseconds = environment["WATCHDOG_USEC"].flatMap { Int64($0) }
    watchdog = isMeant ? microseconds.map { .microseconds($0) } : nil
  }

  /// Sends an assignment such as `READY=1`, unless that would have to wait: a service manager that
  /// does not listen must not stop a store.
  ///
  /// - Returns: whether it need not be sent again. That there is nobody to listen is no error.
  @discardableResult
  func tell(_ message: String) -> Bool {
    guard let address, var target = Self.target(address) else { return true }
    let socket = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { return false }
    defer { close(socket) }
    let bytes = Array(message.utf8)
    let length = socklen_t(MemoryLayout<sa_family_t>.size + address.utf8.count)
    let flags = Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
    let sent = unsafe withUnsafePointer(to: &target) { target in
      unsafe target.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
        unsafe sendto(socket, bytes, bytes.count, flags, target, length)
      }
    }
    return sent >= 0 || errno != EAGAIN
  }

  /// The address of a socket in the file system, or behind `@` in the abstract namespace.
  private static func target(_ address: String) -> sockaddr_un? {
    var target = sockaddr_un()
    target.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: target.sun_path) - 1
    guard address.hasPrefix("/") || address.hasPrefix("@"), address.utf8.count <= room else {
      return nil
    }
    unsafe withUnsafeMutableBytes(of: &target.sun_path) { path in
      for (position, byte) in address.utf8.enumerated() { unsafe path[position] = byte }
      if address.hasPrefix("@") { unsafe path[0] = 0 }
    }
    return target
  }
}
