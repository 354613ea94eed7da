import Advertising
import Proximity

/// One HCI event: every report of it, every structure and every beacon frame.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Input(start, count).bytes
  var batch = ReportBatch(capacity: 64)
  try? batch.append(bytes.span, from: ReceiverIndex(0), at: Instant(nanoseconds: 0))
  for advertisement in batch.advertisements {
    require(advertisement.rssi.isNaN || (-127...20).contains(advertisement.rssi), "an RSSI")
  }
  guard var reports = try? AdvertisingReports(event: bytes.span) else { return 0 }
  while let report = try? reports.next(in: bytes.span) {
    require(report.payload.upperBound <= bytes.count, "a payload beyond its event")
    _ = Beacon.first(in: bytes.span, report.payload)
  }
  return 0
}
