import Recording

@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Input(start, count).bytes
  guard var reader = try? BtsnoopReader(ByteSource(bytes)) else { return 0 }
  var events = 0
  while let _ = try? reader.next() {
    reader.withEvent { events += $0.isEmpty ? 0 : 1 }
    require(events <= bytes.count / 24 + 1, "more events than bytes")
  }
  return 0
}
