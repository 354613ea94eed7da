import Proximity
import Testing

@testable import BlueZ

@Suite("Sources")
struct SourceTests {
  @Test("An adapter is named by any, by its number or by its address")
  func selection() {
    #expect(AdapterSelection("any") == .any)
    #expect(AdapterSelection("hci0") == .index(0))
    #expect(AdapterSelection("hci12")?.description == "hci12")
    let address = AdapterSelection("01:23:45:67:89:ab")
    #expect(address == .address(0x0123_4567_89AB))
    #expect(address?.description == "the adapter with address 01:23:45:67:89:AB")
    for wrong in [
      "", "hci", "hci65535", "hci-1", "0", "01:23:45:67:89", "01:23:45:67:89:ABC", "::",
    ] {
      #expect(AdapterSelection(wrong) == nil, "\(wrong)")
    }
  }

  @Test("Only what hears lets exits count, and everything else says what to do")
  func health() {
    let states: [SourceHealth] = [
      .starting, .noAdapter(.any), .removed(.index(0)), .poweredOff, .blocked(.software),
      .blocked(.hardware), .hardwareError(1), .scanTaken, .notPermitted(.rawNetwork),
      .unsupported("no."), .failing("no"), .silent(.powerCycle), .deaf,
    ]
    #expect(SourceHealth.hearing.forEngine == .healthy)
    for state in states {
      #expect(state.forEngine == .unhealthy)
      #expect(state.advice.hasSuffix("."))
    }
    #expect(SourceHealth.blocked(.software).advice.contains("rfkill unblock bluetooth"))
  }

  @Test("Errors of the system name the right that is missing, and what is in use")
  func errors() {
    let right = SourceError(code: 1, action: "cannot listen", right: .rawNetwork)
    #expect(right == .notPermitted(.rawNetwork, "cannot listen"))
    #expect(right.description.contains("CAP_NET_RAW"))
    #expect(SourceError(code: 97, action: "x", right: .rawNetwork) == .noBluetooth)
    #expect(SourceError(code: 16, action: "x", right: .rawNetwork) == .busy("x"))
    #expect(
      SourceError(code: 5, action: "x", right: .rawNetwork).description.contains("error"))
  }

  @Test("The record of set monitors is read as it was written, and rubbish is none")
  func record() {
    let monitors = [
      MonitorSession.Leftover(index: 0, monitor: 7), .init(index: 3, monitor: 65_535),
    ]
    #expect(MonitorRecord.parse(MonitorRecord.text(monitors)) == monitors)
    #expect(MonitorRecord.parse(MonitorRecord.text([])).isEmpty)
    let rubbish = "a b\n1\n70000 1\n1 2 3\n\n\n-1 4\n" + String(repeating: "\u{0}", count: 99)
    #expect(MonitorRecord.parse(Array(rubbish.utf8)).isEmpty)
  }

  @Test("The clock never goes back")
  func clock() {
    var last = RadioClock.now
    for _ in 0..<1000 {
      let now = RadioClock.now
      #expect(now >= last)
      last = now
    }
  }

  @Test("A source listens with one to six adapters", arguments: [0, 7])
  func bindings(count: Int) {
    let bindings = (0..<count).map {
      AdapterBinding(.any, receiver: ReceiverIndex(UInt16($0)))
    }
    #expect(throws: SourceError.self) { _ = try BlueZSource(bindings) }
  }
}
