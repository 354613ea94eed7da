import Foundation
import Proximity
import Recording
import Testing

@Suite("Opening and reading files")
struct ByteSourceTests {
  private func errorOfReading(_ path: String) -> RecordingError? {
    #expect(throws: RecordingError.self) {
      _ = try ReadEvents(ByteSource(path: path))
    }
  }

  @Test("A file that is not there is named and told apart from one that cannot be read")
  func missing() throws {
    for path in ["/nowhere/at/all.btsnoop", "/etc/passwd/inside.csv"] {
      let error = try #require(errorOfReading(path))
      #expect(error.kind == .missing)
      #expect(error.file == path)
      #expect(error.description == "\(path): there is no such file; check the path for spelling")
    }
  }

  @Test("A directory is refused as such")
  func directory() throws {
    let error = try #require(errorOfReading(NSTemporaryDirectory()))
    #expect(error.kind == .directory)
  }

  @Test("A file that may not be read is refused as such")
  func denied() async throws {
    try await withTemporaryFolder { folder in
      var path = folder.appendingPathComponent("secret.csv").path
      try Data("time".utf8).write(to: URL(fileURLWithPath: path))
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
      if (try? FileHandle(forReadingFrom: URL(fileURLWithPath: path))) != nil {
        // The superuser may read everything but the kernel's write-only switches.
        path = "/proc/sys/vm/compact_memory"
        try #require(
          FileManager.default.fileExists(atPath: path), "run this test as an ordinary user")
      }
      let error = try #require(errorOfReading(path))
      #expect(error.kind == .denied)
      #expect(error.file == path)
    }
  }

  #if os(Linux)
    @Test("A failing read says where it failed and what the system said")
    func failingRead() throws {
      let error = try #require(errorOfReading("/proc/self/mem"))
      #expect(error.kind == .io)
      #expect(error.position == .byte(0))
      #expect(error.problem.contains("Input/output error"))
    }

    @Test("A full disk is an error of writing, with the place")
    func fullDisk() throws {
      let error = #expect(throws: RecordingError.self) {
        var writer = try CSVWriter(path: "/dev/full")
        try writer.finish()
      }
      #expect(error?.kind == .io)
      #expect(error?.position == .byte(0))
    }
  #endif

  @Test("A file is written only where it can be, and the error says why not")
  func unwritable() throws {
    let missing = #expect(throws: RecordingError.self) {
      _ = try CSVWriter(path: "/nowhere/at/all.csv")
    }
    #expect(missing?.kind == .missing)
    let directory = #expect(throws: RecordingError.self) {
      _ = try BtsnoopWriter(path: NSTemporaryDirectory())
    }
    #expect(directory?.kind == .directory)
  }

  @Test("A recording of many chunks reads the same from a file, a FIFO and memory")
  func manyChunks() async throws {
    try await withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("long.btsnoop").path
      var writer = try BtsnoopWriter(path: file)
      var random = SplitMix64(seed: 1)
      for second in 0..<20_000 {
        let event = [0x3E, UInt8(second & 0xFF)] + random.bytes(Int(random.next() % 60))
        try writer.append(event.span, at: .init(nanoseconds: Int64(second) * 1_000_000_000))
      }
      try writer.finish()
      let whole = try Data(contentsOf: URL(fileURLWithPath: file))
      #expect(whole.count > 1_000_000)

      let fromFile = try ReadEvents(ByteSource(path: file))
      let fromMemory = try ReadEvents(ByteSource(Array(whole)))
      #expect(fromFile.events.count == 20_000)
      #expect(fromFile.events == fromMemory.events)

      let fifo = folder.appendingPathComponent("fifo").path
      let make = try Process.run(
        URL(fileURLWithPath: "/usr/bin/env"), arguments: ["mkfifo", fifo])
      make.waitUntilExit()
      #expect(make.terminationStatus == 0)
      Thread.detachNewThread {
        let handle = FileHandle(forWritingAtPath: fifo)
        for begin in stride(from: 0, to: whole.count, by: 3_333) {
          try? handle?.write(contentsOf: whole[begin..<min(begin + 3_333, whole.count)])
        }
        try? handle?.close()
      }
      let fromFIFO = try ReadEvents(ByteSource(path: fifo))
      #expect(fromFIFO.events == fromMemory.events)
      #expect(fromFIFO.damage.count == 0)
    }
  }

  @Test("An error reads as where, what is wrong, and what to do")
  func description() {
    func error(_ file: String, _ position: RecordingPosition?) -> String {
      RecordingError(
        file: file, kind: .content, position: position, problem: "it is odd",
        advice: "make it even"
      ).description
    }
    #expect(error("a.csv", .line(3)) == "a.csv, line 3: it is odd; make it even")
    #expect(error("-", .byte(16)) == "standard input, byte 16: it is odd; make it even")
    #expect(error("a.csv", nil) == "a.csv: it is odd; make it even")
  }

  @Test("Writing over a longer file leaves nothing of it")
  func overwriting() async throws {
    try await withTemporaryFolder { folder in
      let path = folder.appendingPathComponent("old.csv").path
      try Data(repeating: 0x41, count: 5_000).write(to: URL(fileURLWithPath: path))
      var writer = try CSVWriter(path: path)
      try writer.append(time: .init(seconds: 1), receiver: "a", beacon: "b", rssi: -50)
      try writer.finish()
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text == "time,receiver,beacon,rssi\n1,a,b,-50\n")
    }
  }
}
