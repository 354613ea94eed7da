import Foundation
import Testing

/// One example of bytes and what they mean, out of `Fixtures/Advertisements`.
struct Vector: Sendable, CustomTestStringConvertible {
  enum Form: String { case h4, event, payload }

  let name: String
  let form: Form
  let bytes: [UInt8]
  let expected: [String]

  var testDescription: String { name }

  static let all: [Vector] = {
    do {
      return try files().flatMap(read)
    } catch {
      Issue.record("The vectors cannot be read: \(error)")
      return []
    }
  }()

  private static func files() throws -> [URL] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/Advertisements").standardizedFileURL
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "vectors" }
      .sorted { $0.path() < $1.path() }
  }

  private static func read(_ file: URL) throws -> [Vector] {
    let lines = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("#") }
    return try lines.split { $0.isEmpty }.map { block in
      do throws(Malformed) {
        return try Vector(block)
      } catch {
        throw Malformed(reason: "\(file.lastPathComponent), \(block.first ?? ""): \(error.reason)")
      }
    }
  }

  private init(_ block: ArraySlice<Substring>) throws(Malformed) {
    var (name, source): (String?, String?)
    var form: Form?
    var hexadecimal = ""
    var expected: [String] = []
    for line in block {
      guard let separator = line.firstRange(of: ": ") else {
        throw Malformed(reason: "'\(line)' is not 'key: value'")
      }
      let value = String(line[separator.upperBound...])
      switch line[..<separator.lowerBound] {
      case "name": name = value
      case "source": source = value
      case "expect": expected.append(value)
      case let key:
        guard let found = Form(rawValue: key.trimmingCharacters(in: .whitespaces)),
          form == nil || form == found
        else { throw Malformed(reason: "'\(key)' is an unknown key") }
        form = found
        hexadecimal += value
      }
    }
    guard let name, let form, source != nil else {
      throw Malformed(reason: "it lacks a name, a source or bytes")
    }
    let digits = hexadecimal.filter { !$0.isWhitespace }
    let bytes = stride(from: 0, to: digits.count, by: 2).map { offset in
      UInt8(digits.dropFirst(offset).prefix(2), radix: 16)
    }
    guard digits.count.isMultiple(of: 2), !bytes.contains(nil) else {
      throw Malformed(reason: "its bytes are not pairs of hexadecimal digits")
    }
    self.name = name
    self.form = form
    self.bytes = bytes.compactMap(\.self)
    self.expected = expected
  }

  struct Malformed: Error { let reason: String }
}
