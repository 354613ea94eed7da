import Advertising
import Proximity
import Simulation
import Testing

@Suite("A simulated day")
struct SimulatedDayTests {
  /// A packet as it was handed out.
  struct Packet: Equatable {
    var time: Instant
    var receiver: ReceiverIndex
    var event: [UInt8]

    var address: [UInt8] { Array(event[6..<12]) }
  }

  /// An hour with two shoppers and some strangers.
  private func scenario(shoppers: Int = 2, strangers: Double? = 200) throws -> Scenario {
    let names = ["a", "b", "c"]
    let floor = try Floor(
      receivers: names.enumerated().map { index, name in
        Receiver(id: .init(name: name), position: Position(x: Float(index) * 12, y: 5, z: 1))
      },
      places: names.map {
        Place(id: .init(name: $0), receivers: [.init(name: $0)], radius: 3)
      })
    let door = Position(x: 12, y: -8, z: 1)
    let start = Instant(seconds: 1_000_000)
    return Scenario(
      floor: floor,
      shoppers: (0..<shoppers).map { index in
        SimulatedShopper(
          .init(name: "shopper-\(index)"), Transmitter(.fixed(.iBeacon(UInt16(index)))),
          walks: [
            Walk(
              from: door, at: start + .seconds(60 * index), pace: 1.2,
              through: [
                .init(at: Position(x: Float(index) * 12, y: 5, z: 1), for: .seconds(600)),
                .init(at: door),
              ])
          ])
      }, strangers: strangers.map { Strangers(perHour: $0, entrance: door) },
      time: start..<start + .seconds(3600))
  }

  private func packets(_ scenario: Scenario, seed: UInt64) throws -> [Packet] {
    var day = try SimulatedDay(scenario, seed: seed)
    var packets: [Packet] = []
    while day.next({ time, receiver, event in
      packets.append(
        Packet(time: time, receiver: receiver, event: event.indices.map { event[$0] }))
    }) {}
    return packets
  }

  /// Those whose beacon is the iBeacon with a minor.
  private func packets(_ all: [Packet], of minor: UInt16) -> [Packet] {
    all.filter { packet in
      Beacon.first(in: packet.event.span, 13..<packet.event.count - 1)?.identifier
        == .iBeacon(minor)
    }
  }

  @Test("The same seed gives the same packets, byte for byte; another seed gives others")
  func deterministic() throws {
    let first = try packets(scenario(), seed: 1)
    #expect(try packets(scenario(), seed: 1) == first)
    #expect(try packets(scenario(), seed: 2) != first)
    #expect(first.count > 10_000)
  }

  @Test("The packets of a seed are the same on every platform and in every build")
  func pinned() throws {
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ byte: UInt8) { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for packet in try packets(scenario(), seed: 1) {
      let time = packet.time.nanoseconds
      for shift in stride(from: Int64(0), to: 64, by: 8) {
        add(UInt8(truncatingIfNeeded: time >> shift))
      }
      add(UInt8(packet.receiver.rawValue))
      for byte in packet.event { add(byte) }
    }
    // FNV-1a. Another way to draw or to reckon changes it, and then every demonstration, too.
    #expect(digest == 852_653_982_607_097_285)
  }

  @Test("Packets come in the order of time, within the time of the scenario")
  func ordered() throws {
    let scenario = try scenario()
    let packets = try packets(scenario, seed: 3)
    #expect(zip(packets, packets.dropFirst()).allSatisfy { $0.time <= $1.time })
    #expect(packets.allSatisfy { scenario.time.contains($0.time) })
    #expect(Set(packets.map(\.receiver.rawValue)) == [0, 1, 2])
  }

  @Test("One more shopper, or no strangers, changes nothing for the others")
  func independent() throws {
    let both = try packets(packets(scenario(), seed: 4), of: 0)
    let alone = try packets(packets(scenario(shoppers: 1, strangers: nil), seed: 4), of: 0)
    #expect(both == alone)
    #expect(!both.isEmpty)
  }

  @Test("Every packet is a well-formed event with one report and an RSSI")
  func wellFormed() throws {
    for packet in try packets(scenario(), seed: 5) {
      var walk = try AdvertisingReports(event: packet.event.span)
      let report = try #require(try walk.next(in: packet.event.span))
      #expect(report.rssi.dBm != nil)
      #expect(try walk.next(in: packet.event.span) == nil)
    }
  }

  @Test("Nobody is heard before they come or after they have gone")
  func silent() throws {
    let scenario = try scenario(strangers: nil)
    let heard = try packets(packets(scenario, seed: 6), of: 1)
    let walk = scenario.shoppers[1].walks[0]
    #expect(heard.allSatisfy { $0.time >= walk.start && $0.time < walk.end + .milliseconds(5) })
  }

  @Test("Between two walks a beacon is out of reach")
  func away() throws {
    var scenario = try scenario(shoppers: 1, strangers: nil)
    let first = scenario.shoppers[0].walks[0]
    let later = Walk(
      from: first.position(at: first.end), at: first.end + .seconds(900), pace: 1,
      through: [.init(at: Position(x: 0, y: 5, z: 1), for: .seconds(60))])
    scenario.shoppers[0].walks.append(later)
    let times = try packets(scenario, seed: 7).map(\.time)
    let gaps = zip(times, times.dropFirst()).map { $1 - $0 }
    #expect(gaps.filter { $0 > .seconds(60) }.count == 1)
    #expect(times.contains { $0 > later.start })
  }

  @Test("Walks shorter than an interval, one right after the other, keep the order of time")
  func shortWalks() throws {
    var scenario = try scenario(shoppers: 1, strangers: nil)
    let start = scenario.time.lowerBound
    let here = Position(x: 0, y: 5, z: 1)
    scenario.shoppers[0].walks = try (0..<2000).map { index in
      let begin = start + .milliseconds(10 * index)
      return try Walk([
        .init(time: begin, position: here), .init(time: begin + .milliseconds(9), position: here),
      ])
    }
    let packets = try packets(scenario, seed: 11)
    #expect(zip(packets, packets.dropFirst()).allSatisfy { $0.time <= $1.time })
    #expect(packets.count > 2000)
  }

  @Test("A walk that leads nowhere on earth is refused")
  func farAway() throws {
    var scenario = try scenario()
    let nowhere = Position(x: .nan, y: 0, z: 0)
    scenario.shoppers[1].walks = [
      try Walk([.init(time: scenario.time.lowerBound, position: nowhere)])
    ]
    let error = #expect(throws: ConfigurationError.self) { try SimulatedDay(scenario, seed: 1) }
    #expect(error?.path == "shoppers[1].walks[0].waypoints[0]")
  }

  @Test("A rotating identity changes on the beat, with its address, and was asked for by period")
  func rotating() throws {
    var scenario = try scenario(shoppers: 1, strangers: nil)
    let origin = scenario.time.lowerBound + .seconds(-7)
    scenario.shoppers[0].transmitter.identity = .rotating(every: .seconds(64), after: origin) {
      BeaconIdentifier(kind: .eddystoneEID, high: UInt64(($0 - origin) / .seconds(1)))
    }
    var addresses: [UInt64: Set<[UInt8]>] = [:]
    for packet in try packets(scenario, seed: 8) {
      let beacon = Beacon.first(in: packet.event.span, 13..<packet.event.count - 1)
      let start = try #require(beacon?.identifier?.high)
      let passed = (packet.time - origin) / .seconds(1)
      #expect(start % 64 == 0)
      #expect(passed >= Double(start) && passed < Double(start) + 64.01)
      addresses[start, default: []].insert(packet.address)
    }
    #expect(addresses.count >= 9)
    #expect(addresses.values.allSatisfy { $0.count == 1 })
    #expect(Set(addresses.values).count == addresses.count)
  }

  @Test("Strangers come as often as asked, and no two of them share an address")
  func strangers() throws {
    let scenario = try scenario(shoppers: 0, strangers: 400)
    var day = try SimulatedDay(scenario, seed: 9)
    var addresses: Set<[UInt8]> = []
    while day.next({ _, _, event in addresses.insert((6..<12).map { event[$0] }) }) {}
    #expect(abs(day.counters.strangers - 400) < 80)
    #expect(addresses.count > day.counters.strangers / 2)
    #expect(addresses.count <= 2 * day.counters.strangers)
  }

  @Test("Memory grows with those who are there at once, not with the length of the day")
  func bounded() throws {
    var long = try scenario()
    long.time = long.time.lowerBound..<long.time.lowerBound + .seconds(6 * 3600)
    var day = try SimulatedDay(long, seed: 10)
    while day.next({ _, _, _ in }) {}
    #expect(day.counters.strangers > 1000)
    #expect(day.counters.mostPresent < 100)
    #expect(day.counters.mostQueued < 3 * day.counters.mostPresent)
  }

  @Test("A floor whose receivers have no position is refused")
  func noPosition() throws {
    var scenario = try scenario()
    scenario.floor = try Floor(receivers: [Receiver(id: .init(name: "a"))], places: [])
    let error = #expect(throws: ConfigurationError.self) { try SimulatedDay(scenario, seed: 1) }
    #expect(error?.path == "receivers[0].position")
  }

  @Test("Walks of one shopper that overlap are refused")
  func overlap() throws {
    var scenario = try scenario()
    scenario.shoppers[1].walks.append(scenario.shoppers[1].walks[0])
    let error = #expect(throws: ConfigurationError.self) { try SimulatedDay(scenario, seed: 1) }
    #expect(error?.path == "shoppers[1].walks[1]")
  }

  @Test(
    "A beacon that cannot be is refused",
    arguments: [
      ("interval", Transmitter(.fixed(.iBeacon(1)), interval: .zero)),
      ("jitter", Transmitter(.fixed(.iBeacon(1)), jitter: .seconds(-1))),
      ("carryingLoss", Transmitter(.fixed(.iBeacon(1)), carryingLoss: .nan)),
      ("measuredPower", Transmitter(.fixed(.iBeacon(1)), measuredPower: 127)),
      ("identity", Transmitter(.fixed(BeaconIdentifier(kind: .name, high: 1)))),
    ])
  func badTransmitter(name: String, transmitter: Transmitter) throws {
    var scenario = try scenario()
    scenario.shoppers[0].transmitter = transmitter
    let error = #expect(throws: ConfigurationError.self) { try SimulatedDay(scenario, seed: 1) }
    #expect(error?.path == "shoppers[0].transmitter.\(name)")
  }
}
