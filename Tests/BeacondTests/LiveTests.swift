import Advertising
import Alerts
import BlueZ
import Foundation
import Gateway
import Proximity
import Site
import Testing

@testable import beacond

@Suite("Live commands")
struct LiveTests {
  static func site(_ receivers: String) throws -> Site {
    let text = """
      version: 1
      site: {name: Bed, zone: Europe/London}
      receivers: [\(receivers)]
      places: [{id: entrance, brand: bed, receivers: [door], radius: 4}]
      """
    return try Site(yaml: Array(text.utf8), source: "test", for: .live)
  }

  static func choices(_ texts: String...) throws -> [AdapterChoice] {
    try texts.map { try #require(AdapterChoice(argument: $0)) }
  }

  @Test("A site with one receiver takes any adapter, and one with more wants to be told")
  func bindings() throws {
    let one = try Self.site("{id: door}")
    let two = try Self.site("{id: door}, {id: till}")
    let any = AdapterBinding(.any, receiver: ReceiverIndex(0))
    #expect(try AdapterChoice.bindings([], at: one) == [any])
    #expect(
      try AdapterChoice.bindings(Self.choices("hci3"), at: one)
        == [AdapterBinding(.index(3), receiver: ReceiverIndex(0))])
    #expect(throws: Failure.self) { try AdapterChoice.bindings([], at: two) }
    #expect(throws: Failure.self) {
      try AdapterChoice.bindings(Self.choices("hci0"), at: two)
    }
    #expect(throws: Failure.self) {
      try AdapterChoice.bindings(Self.choices("shelf=hci0"), at: two)
    }
    #expect(
      try AdapterChoice.bindings(Self.choices("till=hci0", "door=any"), at: two)
        == [
          AdapterBinding(.index(0), receiver: ReceiverIndex(1)),
          AdapterBinding(.any, receiver: ReceiverIndex(0)),
        ])
    #expect(AdapterChoice(argument: "door=usb") == nil)
  }

  @Test("A second of the air is counted, and estimated within a tenth", arguments: [0, 1, 50, 500])
  func second(transmitters: Int) {
    var second = HeardSecond(receivers: 2)
    for number in 0..<transmitters {
      for rssi: Float in [-40, -90, .nan] {
        second.add([
          Advertisement(
            time: Instant(seconds: 1), receiver: ReceiverIndex(1), rssi: rssi,
            address: AdvertisingAddress(random: UInt64(number)))
        ])
      }
    }
    #expect(second.receivers[0].count == 0)
    let heard = second.receivers[1]
    #expect(heard.count == 3 * transmitters)
    #expect(abs(heard.transmitters - transmitters) <= max(2, transmitters / 10))
    #expect(heard.strength == (transmitters == 0 ? "-" : "-90 to -40 dBm"))
  }

  @Test("The ledger's clock is read once, and again when it can first be trusted")
  func clock() {
    let clock = StoreClock(kept: nil)
    let now = clock.epoch.instant(RadioClock.now)
    #expect(abs(now.seconds - Date.now.timeIntervalSince1970) < 5)
    let first = clock.reading(at: now)
    #expect(abs(first.moment(now).now.nanoseconds - now.nanoseconds) < 5_000_000_000)
    if first.isTrusted { #expect(clock.reading(at: now + .seconds(3600)) == first) }
  }

  @Test(
    "Scenario 7: a daemon that is restarted goes on with the clock of its boot, wherever that is now"
  )
  func keptClock() throws {
    let folder = try Folder()
    let kept = try #require(KeptClock(in: folder.url.path, boot: "this"))
    #expect(kept.reading(upTo: RadioClock.now) == nil)
    // The wall clock has been stepped by five hours since this was read, a minute ago.
    let then = RadioClock.now + .seconds(-60)
    let wall = Duration.seconds(Date.now.timeIntervalSince1970 - 5 * 3600)
    let time = LedgerTime(nanoseconds: Int64(wall.components.seconds) * 1_000_000_000)
    kept.keep(time, at: then)
    let moment = StoreClock(kept: kept).moment
    #expect(moment.isTrusted)
    #expect(abs((moment.now - time - .seconds(60)).components.seconds) < 5)
    let next = try #require(KeptClock(in: folder.url.path, boot: "the next"))
    #expect(next.reading(upTo: RadioClock.now) == nil)
    #expect(KeptClock(in: folder.url.path, boot: nil) == nil)
    // What lies ahead, as in a folder that has outlived a boot, or is no reading, is none.
    kept.keep(time, at: RadioClock.now + .seconds(3600))
    #expect(kept.reading(upTo: RadioClock.now) == nil)
    try Data("{".utf8).write(to: folder.url.appending(path: "clock"))
    #expect(kept.reading(upTo: RadioClock.now) == nil)
  }

  @Test("Without Bluetooth, a live command says what is missing and exits with 69")
  func noBluetooth() throws {
    guard !FileManager.default.fileExists(atPath: "/sys/class/bluetooth") else { return }
    let folder = try Folder()
    let site = try folder.write("site.yaml", Shop.door)
    for arguments in [["run", "--site", site], ["scan"]] {
      let run = try Beacond.run(arguments, in: folder)
      #expect(run.code == 69)
      #expect(run.errors.contains("modprobe bluetooth"))
    }
  }

  @Test("A site with shoppers is refused unless it is a trial")
  func shoppers() throws {
    let folder = try Folder()
    let site = try folder.write(
      "site.yaml",
      """
      version: 1
      site: {name: Bed, zone: Europe/London}
      receivers: [{id: door}]
      places: [{id: entrance, brand: bed, receivers: [door], radius: 4}]
      shoppers: [{id: a1, credential: {name: tag}, consents: []}]
      """)
    let run = try Beacond.run(["run", "--site", site], in: folder)
    #expect(run.code == 65)
    #expect(run.errors.contains("shoppers"))
  }
}
