import Site

@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Input(start, count).bytes
  for use in [Site.Use.replay, .live] {
    do throws(SiteError) {
      _ = try Site(yaml: bytes, source: "site.yaml", for: use)
    } catch {
      require(!error.description.isEmpty, "a refusal that says nothing")
    }
  }
  return 0
}
