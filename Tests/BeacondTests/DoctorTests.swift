import BlueZ
import Foundation
import Testing

@testable import beacond

@Suite("beacond doctor")
struct DoctorTests {
  let folder: Folder

  init() throws { folder = try Folder() }

  /// A machine whose files are those of the test's folder.
  func machine(_ files: [String: String]) throws -> Machine {
    let root = folder.url
    for (path, text) in files {
      let file = root.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    var machine = Machine()
    machine.root = root.path + "/"
    machine.adapters = {
      [RadioSystem.Adapter(index: 0, address: 1, isOn: true, block: nil)]
    }
    machine.has = { _ in true }
    machine.hasBluetoothd = { false }
    machine.isSynchronised = { true }
    return machine
  }

  static let healthy = [
    "proc/sys/kernel/osrelease": "6.1.0-56-amd64\n", "sys/class/rtc/rtc0/name": "x",
    "proc/swaps": "Filename Type Size Used Priority\n",
  ]

  func verdict(of subject: String, _ machine: Machine, state: String?? = nil) -> Finding? {
    Examination(machine: machine, state: state ?? folder.url.path).findings.first {
      $0.subject == subject
    }
  }

  @Test("A machine with everything is fine throughout")
  func healthy() throws {
    let findings = Examination(machine: try machine(Self.healthy), state: folder.url.path).findings
    #expect(findings.count == 10)
    for finding in findings { #expect(finding.verdict == .fine, "\(finding.line)") }
    #expect(findings.allSatisfy { $0.line.hasPrefix("✓") })
  }

  @Test("An old kernel, no swap protection and no clock are doubtful or wrong")
  func poor() throws {
    var files = Self.healthy
    files["proc/sys/kernel/osrelease"] = "5.10.0"
    files["proc/swaps"] = "Filename\n/swapfile file 1 0 -2\n"
    files["sys/class/rtc/rtc0/name"] = nil
    var machine = try self.machine(files)
    machine.isSynchronised = { false }
    #expect(verdict(of: "kernel", machine)?.verdict == .doubtful)
    #expect(verdict(of: "swap", machine)?.verdict == .doubtful)
    #expect(verdict(of: "real-time clock", machine)?.verdict == .doubtful)
    #expect(verdict(of: "clock", machine)?.verdict == .wrong)
    #expect(verdict(of: "state folder", machine, state: .some(nil))?.verdict == .doubtful)
    #expect(verdict(of: "state folder", machine, state: "/no/such")?.verdict == .wrong)
  }

  @Test("No adapter, a blocked one and a missing Bluetooth say what to do")
  func adapters() throws {
    var machine = try self.machine(Self.healthy)
    machine.adapters = { [] }
    #expect(verdict(of: "adapter", machine)?.verdict == .wrong)
    machine.adapters = {
      [
        RadioSystem.Adapter(index: 0, address: 1, isOn: false, block: .software),
        RadioSystem.Adapter(index: 1, address: 2, isOn: false, block: nil),
      ]
    }
    #expect(verdict(of: "hci0", machine)?.text.contains("rfkill unblock") == true)
    #expect(verdict(of: "hci1", machine)?.verdict == .doubtful)
    machine.adapters = { throw SourceError.noBluetooth }
    #expect(verdict(of: "Bluetooth", machine)?.text.contains("modprobe") == true)
  }

  @Test("A missing right is named, and weighs as much as it matters")
  func rights() throws {
    var machine = try self.machine(Self.healthy)
    machine.has = { $0 == .networkAdministration }
    machine.hasBluetoothd = { nil }
    #expect(verdict(of: "rights", machine)?.verdict == .doubtful)
    #expect(verdict(of: "bluetoothd", machine)?.verdict == .doubtful)
    machine.has = { $0 == .rawNetwork }
    let finding = verdict(of: "rights", machine)
    #expect(finding?.verdict == .wrong)
    #expect(finding?.text.hasPrefix("CAP_NET_ADMIN missing") == true)
    #expect(verdict(of: "receive buffer", machine)?.verdict == .doubtful)
  }

  @Test("Strangers in bluetoothd's cache are wrong, and counted")
  func strangers() throws {
    var files = Self.healthy
    for device in ["AA:00", "AA:01", "AA:02"] {
      files["var/lib/bluetooth/C0:AA/cache/\(device)"] = "[General]"
    }
    let finding = verdict(of: "strangers", try machine(files))
    #expect(finding?.verdict == .wrong)
    #expect(finding?.text.contains("3 devices") == true)
  }
}
