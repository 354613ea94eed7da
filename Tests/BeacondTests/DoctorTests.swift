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
    machine.offloadsMonitors = { _ in false }
    machine.free = { _ in 4 << 30 }
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
    let findings = Examination(
      machine: try machine(Self.healthy), state: folder.url.path, books: try books()
    ).findings
    #expect(findings.count == 14)
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

  @Test("A chip that matches monitors itself is told, and whom bluetoothd writes down then")
  func offload() throws {
    var machine = try self.machine(Self.healthy)
    #expect(verdict(of: "hci0 offload", machine)?.verdict == .fine)
    machine.offloadsMonitors = { $0 == 0 }
    #expect(verdict(of: "hci0 offload", machine)?.text.contains("--path raw") == true)
    #expect(verdict(of: "hci0 offload", machine)?.text.contains("bluetoothd") == false)
    machine.hasBluetoothd = { true }
    let finding = verdict(of: "hci0 offload", machine)
    #expect(finding?.verdict == .doubtful)
    #expect(finding?.text.contains("systemctl disable --now bluetooth") == true)
    machine.offloadsMonitors = { _ in nil }
    #expect(verdict(of: "hci0 offload", machine)?.verdict == .doubtful)
    machine.has = { $0 == .rawNetwork }
    #expect(verdict(of: "hci0 offload", machine) == nil)
  }

  /// Books as they should be, and their key.
  func books() throws -> (directory: String, masterKey: String?) {
    let files = FileManager.default
    let paths = ["books", "key"].map { folder.url.appendingPathComponent($0).path }
    for path in paths {
      try files.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    try Data(repeating: 7, count: 32).write(to: URL(fileURLWithPath: "\(paths[1])/master"))
    try permit(0o600, "\(paths[1])/master")
    return (paths[0], "\(paths[1])/master")
  }

  func permit(_ mode: Int, _ path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  func line(
    of subject: String, _ books: (directory: String, masterKey: String?)?, _ machine: Machine
  ) -> String {
    Examination(machine: machine, state: folder.url.path, books: books).findings
      .first { $0.subject == subject }?.line ?? ""
  }

  @Test("Books that are missing, open to others or somebody else's are told, with what to do")
  func directory() throws {
    var machine = try self.machine(Self.healthy)
    var books = try self.books()
    #expect(line(of: "books", nil, machine).hasPrefix("! books"))
    #expect(line(of: "books", books, machine).hasPrefix("✓ books"))
    try permit(0o755, books.directory)
    #expect(line(of: "books", books, machine).contains("'chmod 700 \(books.directory)'"))
    try permit(0o700, books.directory)
    let file = "\(books.directory)/keys.db"
    try Data().write(to: URL(fileURLWithPath: file))
    try permit(0o644, file)
    #expect(line(of: "books", books, machine).contains("'chmod 600 \(file)'"))
    try permit(0o600, file)
    machine.user = 4711
    #expect(line(of: "books", books, machine).contains("'chown 4711 \(books.directory)'"))
    machine.user = 0
    books.directory += "/deeper"
    #expect(line(of: "books", books, machine).hasPrefix("! books"))
    books.directory += "/still"
    #expect(line(of: "books", books, machine).contains("install -d -m 700"))
    books.directory = file
    #expect(line(of: "books", books, machine).contains("is no directory"))
  }

  @Test("A master key that is missing, no key, open to others or beside the books is told")
  func masterKey() throws {
    let machine = try self.machine(Self.healthy)
    var books = try self.books()
    let key = books.masterKey ?? ""
    #expect(line(of: "master key", books, machine).hasPrefix("✓ master key"))
    try permit(0o640, key)
    #expect(line(of: "master key", books, machine).contains("'chmod 600 \(key)'"))
    try Data([1]).write(to: URL(fileURLWithPath: key))
    #expect(line(of: "master key", books, machine).contains("32 bytes"))
    books.masterKey = "\(books.directory)/master"
    try Data(repeating: 7, count: 32).write(to: URL(fileURLWithPath: books.masterKey ?? ""))
    #expect(line(of: "master key", books, machine).contains("beside what it protects"))
    books.masterKey = "/no/such"
    #expect(line(of: "master key", books, machine).contains("create-key /no/such"))
    books.masterKey = nil
    #expect(line(of: "master key", books, machine).hasPrefix("✗ master key"))
  }

  @Test("A disk that fills up is told while there is time")
  func disk() throws {
    var machine = try self.machine(Self.healthy)
    let books = try self.books()
    machine.free = { _ in 500 << 20 }
    #expect(line(of: "disk", books, machine).hasPrefix("! disk"))
    machine.free = { _ in 10 << 20 }
    #expect(line(of: "disk", books, machine).hasPrefix("✗ disk"))
    machine.free = { _ in nil }
    #expect(line(of: "disk", books, machine).hasPrefix("! disk"))
  }
}
