import Foundation
import Recording

/// What `beacond decode` is asked about.
enum DecodeInput: ~Copyable {
  /// A btsnoop file.
  case recording(BtsnoopReader)
  /// Packets, each with what it is called in messages if there are several.
  case packets([(name: String?, bytes: [UInt8])])

  /// The most text or bytes that are not btsnoop.
  private static let textLimit = 1 << 20
  /// The most bytes of one packet: the longest extended advertisement and what comes with it fit.
  private static let packetLimit = 4096

  /// Finds out what an argument is: a file if there is one of that name, otherwise the bytes
  /// themselves. `-` is standard input.
  init(_ argument: String) throws {
    if argument == "-" || Self.isFile(argument) {
      self = try Self.contents(of: argument)
      return
    }
    switch HexadecimalText.read(argument) {
    case .success(let text): self = .packets([(nil, text.bytes)])
    case .failure(let problem): throw Failure(code: Failure.badInput, message: problem.description)
    case nil: self = try Self.contents(of: argument)
    }
  }

  private static func isFile(_ path: String) -> Bool {
    let values = try? URL(fileURLWithPath: path).resourceValues(forKeys: [.isDirectoryKey])
    return values?.isDirectory == false && FileManager.default.isReadableFile(atPath: path)
  }

  private static func contents(of path: String) throws -> DecodeInput {
    var source: ByteSource
    do throws(RecordingError) {
      source = try ByteSource(path: path)
    } catch {
      guard error.kind == .missing else { throw error }
      throw Failure(
        code: Failure.missingFile,
        message:
          "'\(path.prefix(80))' is neither a file nor hexadecimal digits; check the path, or "
          + "write two digits for each byte")
    }
    if try source.isBtsnoop() { return .recording(try BtsnoopReader(source)) }
    let bytes = try source.takeRest(atMost: textLimit + 1)
    if let packets = try packets(in: bytes, of: path) { return .packets(packets) }
    // Whatever this is, the reader of recordings says it best.
    return .recording(try BtsnoopReader(ByteSource(bytes, name: path)))
  }

  /// Hexadecimal text has a packet on each line; bytes are one packet.
  private static func packets(
    in bytes: [UInt8], of file: String
  ) throws -> [(name: String?, bytes: [UInt8])]? {
    guard let text = String(validating: bytes, as: UTF8.self), text.isPlain else {
      return bytes.count <= packetLimit ? [(nil, bytes)] : nil
    }
    let file = file.shownPath
    guard bytes.count <= textLimit else {
      throw Failure(
        code: Failure.badInput,
        message: "\(file): this is neither a btsnoop file nor hexadecimal digits of at most "
          + "\(textLimit) bytes; cut it up if it is digits")
    }
    var packets: [(name: String?, bytes: [UInt8])] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      let name = "line \(index + 1)"
      switch HexadecimalText.read(line) {
      case .success(let text): packets.append((name, text.bytes))
      case .failure(let problem):
        throw Failure(code: Failure.badInput, message: "\(file), \(name): \(problem)")
      case nil:
        guard index > 0 else { return nil }
        throw Failure(
          code: Failure.badInput,
          message: "\(file), \(name): these are not hexadecimal digits; write two for each byte")
      }
    }
    return packets.isEmpty ? nil : packets
  }
}

extension String {
  /// Whether it is text rather than bytes that happen to be UTF-8.
  fileprivate var isPlain: Bool {
    unicodeScalars.allSatisfy {
      $0.properties.generalCategory != .control || "\t\r\n".unicodeScalars.contains($0)
    }
  }
}
