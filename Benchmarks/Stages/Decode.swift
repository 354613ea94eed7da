import Advertising
import Benchmark
import Workload

func decodeBenchmarks() {
  let beacon = Crowd.beacon(of: 1)
  decode("decode/one legacy iBeacon", WireEvent.legacy([beacon], rssi: -60))
  decode("decode/one extended iBeacon", WireEvent.extended(beacon, rssi: -60))
  decode(
    "decode/event with six iBeacons",
    WireEvent.legacy((0..<6).map(Crowd.beacon), rssi: -60))
  decode("decode/one phone that is no beacon", WireEvent.phone(0x1234_5678_9ABC, rssi: -60))
}

/// From the bytes of an event to the identifiers of its beacons; figures are those of an event.
private func decode(_ name: String, _ event: [UInt8]) {
  // Many copies, so that the bytes are as far away as those of a driver.
  let copies = 64
  let bytes = (0..<copies).flatMap { _ in event }
  Benchmark(name) { benchmark in
    var sum: UInt32 = 0
    for round in benchmark.scaledIterations {
      let start = round % copies * event.count
      sum &+= identifiers(bytes.span.extracting(start..<start + event.count))
    }
    blackHole(sum)
  }
}

@inline(never)
private func identifiers(_ event: Span<UInt8>) -> UInt32 {
  var sum: UInt32 = 0
  guard var reports = try? AdvertisingReports(event: event) else { return 0 }
  while let report = try? reports.next(in: event) {
    sum &+= Beacon.first(in: event, report.payload)?.identifier?.low ?? 0
  }
  return sum
}
