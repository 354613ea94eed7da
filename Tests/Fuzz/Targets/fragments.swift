import Advertising
import Proximity

/// Events one after the other, each behind its length and the time since the one before.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  var input = Input(start, count)
  var batch = ReportBatch(capacity: 64, fragmentSlots: 3)
  var time = Instant(nanoseconds: 0)
  while !input.isEmpty {
    time = time + .milliseconds(Int(input.byte()) * 8)
    let event = input.take(Int(input.byte()))
    let before = batch.malformed
    try? batch.append(event.span, from: ReceiverIndex(0), at: time)
    require(batch.malformed >= before, "a count that shrinks")
    if batch.isFull { batch.removeAll() }
  }
  return 0
}
