import Foundation
import LedgerSQLite
import Testing

@Suite("Guarding a process")
struct ProcessGuardTests {
  @Test("A guarded process leaves no core dump and keeps its memory out of swap")
  func guarded() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Executable.path("CrashingWriter"))
    process.arguments = ["guard"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let said = String(decoding: data, as: UTF8.self)
    #expect(said.contains("dumps forbidden: true"))
    #expect(said.contains(/Max core file size\s+0\s+0\s/))
    // What belongs to an undumpable process is root's, whoever runs it.
    if getuid() == 0 {
      #expect(said.contains("memory locked: true"))
      #expect(!said.contains(/VmLck:\s+0 kB/) && said.contains("VmLck:"))
    }
  }
}
