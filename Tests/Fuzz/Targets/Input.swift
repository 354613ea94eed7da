/// The bytes of one case, from which a target draws what it needs; beyond the end there is nothing
/// but zeros.
struct Input {
  let bytes: [UInt8]
  private(set) var position = 0

  init(_ start: UnsafePointer<UInt8>, _ count: Int) {
    bytes = Array(UnsafeBufferPointer(start: start, count: count))
  }

  var isEmpty: Bool { position >= bytes.count }

  mutating func byte() -> UInt8 {
    defer { position += 1 }
    return position < bytes.count ? bytes[position] : 0
  }

  mutating func number(below limit: Int) -> Int { Int(byte()) % limit }

  /// So many bytes, or as many as there are.
  mutating func take(_ count: Int) -> [UInt8] {
    defer { position += count }
    return Array(bytes[min(position, bytes.count)..<min(position + count, bytes.count)])
  }
}

/// What may never be, however odd the input is.
func require(_ holds: Bool, _ what: @autoclosure () -> String) {
  if !holds { fatalError(what()) }
}

/// What cannot fail, since what it is made of is written down here.
func must<Value, Failure: Error>(_ make: () throws(Failure) -> Value) -> Value {
  do { return try make() } catch { fatalError("\(error)") }
}
