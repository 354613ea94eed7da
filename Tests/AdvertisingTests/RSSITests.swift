import Advertising
import Testing

@Suite struct RSSITests {
  @Test("Only -127 to 20 dBm is a strength; 127 and the reserved values are none")
  func range() {
    for raw in Int8.min...Int8.max {
      #expect(RSSI(rawValue: raw).dBm == ((-127...20).contains(raw) ? raw : nil))
    }
  }
}
