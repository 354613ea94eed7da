import BlueZ
import Foundation

/// Looks at everything a hub needs.
struct Examination {
  let machine: Machine
  /// Where the daemon keeps what it must keep.
  let state: String?
  /// Where its books are to be, and the file of their key.
  var books: (directory: String, masterKey: String?)?

  var findings: [Finding] {
    [kernel] + radio + [rights, bluetoothd, names, buffer, clock, hardwareClock, memory, folder]
      + ledger
  }

  private var kernel: Finding {
    guard let release = machine.line("proc/sys/kernel/osrelease") else {
      return .doubtful("kernel", "/proc cannot be read: its version is unknown")
    }
    let numbers = release.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
    guard numbers.count == 2, (numbers[0], numbers[1]) >= (5, 15) else {
      return .doubtful(
        "kernel",
        "Linux \(release) has no advertisement monitors: raw HCI is used; take 5.15 or later")
    }
    return .fine("kernel", "Linux \(release)")
  }

  private var radio: [Finding] {
    do {
      let adapters = try machine.adapters()
      guard !adapters.isEmpty else {
        return [.wrong("adapter", "there is none: plug one in, or see 'dmesg' for its driver")]
      }
      return adapters.flatMap { [adapter($0), offload($0)].compactMap(\.self) }
    } catch {
      return [.wrong("Bluetooth", "\(error)")]
    }
  }

  private func adapter(_ adapter: RadioSystem.Adapter) -> Finding {
    let name = "hci\(adapter.index)"
    switch adapter.block {
    case .software?: return .wrong(name, "blocked by software: 'rfkill unblock bluetooth'")
    case .hardware?: return .wrong(name, "blocked by a switch or key: turn it on there")
    case nil: break
    }
    return adapter.isOn
      ? .fine(name, "on, nothing blocks it") : .doubtful(name, "off: the daemon switches it on")
  }

  /// A chip with MSFT offload decides by itself what monitors report, and reports it to all programs.
  private func offload(_ adapter: RadioSystem.Adapter) -> Finding? {
    let name = "hci\(adapter.index) offload"
    guard machine.has(.networkAdministration) else { return nil }
    switch machine.offloadsMonitors(adapter.index) {
    case false?: return .fine(name, "none: the kernel matches monitors, and nothing is held back")
    case nil: return .doubtful(name, "unknown: the kernel does not tell what monitors it has")
    case true?:
      let writer =
        machine.hasBluetoothd() == true
        ? ", and bluetoothd writes down strangers' names: 'systemctl disable --now bluetooth'" : ""
      return .doubtful(
        name,
        """
        the chip matches monitors (MSFT), and may hold back repeats\(writer); the kernel has no \
        switch for it, so where too little is heard run with --path raw
        """)
    }
  }

  private var rights: Finding {
    let missing = [SourceHealth.Right.networkAdministration, .rawNetwork].filter {
      !machine.has($0)
    }
    guard let first = missing.first else { return .fine("rights", "CAP_NET_ADMIN and CAP_NET_RAW") }
    let names = missing.map(\.name).joined(separator: " and ")
    let advice = "run as the service unit does, or as root"
    return first == .networkAdministration
      ? .wrong("rights", "\(names) missing: \(advice)")
      : .doubtful(
        "rights", "\(names) missing, so hardware errors and bluetoothd go unnoticed: \(advice)")
  }

  private var bluetoothd: Finding {
    switch machine.hasBluetoothd() {
    case true?:
      .fine("bluetoothd", "running: monitors work beside it; it wipes them when it starts")
    case false?: .fine("bluetoothd", "not running, and not needed")
    case nil: .doubtful("bluetoothd", "unknown without CAP_NET_RAW")
    }
  }

  /// Discoveries of bluetoothd write down the names of whoever is near.
  private var names: Finding {
    let folder = "var/lib/bluetooth"
    let cached = machine.names(folder).reduce(0) {
      $0 + machine.names("\(folder)/\($1)/cache").count
    }
    guard cached > 0 else { return .fine("strangers", "none in bluetoothd's cache") }
    return .wrong(
      "strangers",
      """
      bluetoothd has written down \(cached) devices: stop it, remove /\(folder)/*/cache, and let \
      nothing on this hub start a discovery
      """)
  }

  private var buffer: Finding {
    let limit = machine.line("proc/sys/net/core/rmem_max").flatMap { Int($0) } ?? 0
    if machine.has(.networkAdministration) || limit >= 8 << 20 {
      return .fine("receive buffer", "8 MiB can be had")
    }
    return .doubtful(
      "receive buffer",
      "at most \(limit) bytes without CAP_NET_ADMIN: 'sysctl net.core.rmem_max=8388608'")
  }

  private var clock: Finding {
    machine.isSynchronised()
      ? .fine("clock", "synchronised")
      : .wrong(
        "clock",
        "not synchronised, so that no promotions are sent: 'timedatectl set-ntp true', and wait")
  }

  private var hardwareClock: Finding {
    machine.names("sys/class/rtc").isEmpty
      ? .doubtful(
        "real-time clock", "none: after a power cut nothing is sent until the network is back")
      : .fine("real-time clock", "present")
  }

  private var memory: Finding {
    let swaps =
      (try? String(contentsOfFile: machine.root + "proc/swaps", encoding: .utf8))?
      .split(separator: "\n").count ?? 0
    return swaps > 1
      ? .doubtful("swap", "on: the service unit keeps the daemon out of it; run it by that")
      : .fine("swap", "none")
  }

  private var folder: Finding {
    guard let state else {
      return .doubtful(
        "state folder",
        "not given (--state): a daemon that is killed leaves its monitors to the next boot")
    }
    return FileManager.default.isWritableFile(atPath: state)
      ? .fine("state folder", "\(state) can be written")
      : .wrong("state folder", "\(state) cannot be written: create it, or correct its owner")
  }

  private var ledger: [Finding] {
    guard let books else {
      return [
        .doubtful(
          "books", "not given (--books): caps, consent and visits are forgotten at every restart")
      ]
    }
    return BooksExamination(
      machine: machine, directory: books.directory, masterKey: books.masterKey
    ).findings
  }
}
