internal import Foundation

/// What SQLite does not say of a write-ahead log: whether commits are lost in its middle.
///
/// SQLite reads a log up to the first frame that is not right and takes the rest for a write that a
/// power cut tore. But each commit is on the disk before the next one begins, so at most the last
/// one can be torn. Where two more follow, or the header is not right, what had been acknowledged is
/// gone. Format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
enum WriteAheadLog {
  /// How a log is damaged; nothing when it is sound, torn at its end, or not there.
  static func damage(_ path: String) throws(FileError) -> String? {
    guard let status = try StateFiles.status(path), status.size > 32 else { return nil }
    let bytes = try StateFiles.read(path, upTo: Int(status.size))
    return damage(in: bytes)
  }

  static func damage(in bytes: [UInt8]) -> String? {
    let magic = word(bytes, 0)
    let pageSize = Int(word(bytes, 8))
    guard magic & ~1 == 0x377F_0682, pageSize >= 512, pageSize <= 65_536,
      pageSize & (pageSize - 1) == 0
    else { return "the header of its write-ahead log is not one" }
    let bigEndian = magic & 1 == 1
    var sum = Checksum(bigEndian: bigEndian)
    sum.add(bytes[0..<24])
    guard sum.first == word(bytes, 24), sum.second == word(bytes, 28) else {
      return "the checksum of its write-ahead log's header is wrong"
    }
    let salts = bytes[16..<24]
    var commitsBehind = 0
    var isSound = true
    var start = 32
    while start + 24 + pageSize <= bytes.count {
      defer { start += 24 + pageSize }
      // Frames with other salts are left over from before the log began anew.
      guard bytes[start + 8..<start + 16] == salts else {
        isSound = false
        continue
      }
      if isSound {
        sum.add(bytes[start..<start + 8])
        sum.add(bytes[start + 24..<start + 24 + pageSize])
        isSound = sum.first == word(bytes, start + 16) && sum.second == word(bytes, start + 20)
      }
      if !isSound, word(bytes, start + 4) != 0 { commitsBehind += 1 }
    }
    guard commitsBehind > 1 else { return nil }
    return "its write-ahead log breaks off before \(commitsBehind) commits"
  }

  private static func word(_ bytes: [UInt8], _ at: Int) -> UInt32 {
    bytes[at..<at + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  private struct Checksum {
    let bigEndian: Bool
    var first: UInt32 = 0
    var second: UInt32 = 0

    init(bigEndian: Bool) { self.bigEndian = bigEndian }

    mutating func add(_ bytes: ArraySlice<UInt8>) {
      let span = bytes.span
      for at in stride(from: 0, to: span.count, by: 8) {
        first = first &+ word(span, at) &+ second
        second = second &+ word(span, at + 4) &+ first
      }
    }

    private func word(_ span: Span<UInt8>, _ at: Int) -> UInt32 {
      let word =
        UInt32(span[at]) << 24 | UInt32(span[at + 1]) << 16 | UInt32(span[at + 2]) << 8
        | UInt32(span[at + 3])
      return bigEndian ? word : word.byteSwapped
    }
  }
}
