import Recording

@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Input(start, count).bytes
  guard var reader = try? CSVReader(ByteSource(bytes), nameLimit: 16) else { return 0 }
  var rows = 0
  while let _ = try? reader.next() {
    rows += 1
    require(rows <= bytes.count, "more rows than bytes")
  }
  return 0
}
