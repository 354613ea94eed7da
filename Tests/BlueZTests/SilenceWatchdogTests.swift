import BlueZ
import Proximity
import Testing

@Suite("Silence watchdog")
struct SilenceWatchdogTests {
  /// A watchdog that has heard a crowd for ten seconds, each of its members twice a second.
  static func crowd(of transmitters: Int) -> (SilenceWatchdog, Instant) {
    var watchdog = SilenceWatchdog(at: Instant(seconds: 0))
    var time = Instant(seconds: 0)
    for _ in 0..<20 {
      for transmitter in 0..<transmitters {
        watchdog.hear(UInt64(transmitter), at: time)
        time = time + .milliseconds(500 / transmitters)
      }
    }
    return (watchdog, time)
  }

  @Test("A crowd that falls silent at once brings one remedy after the other, and then deafness")
  func ladder() throws {
    var (watchdog, time) = Self.crowd(of: 20)
    let start = time
    var remedies: [Remedy] = []
    while let deadline = watchdog.nextDeadline, remedies.count < 10 {
      #expect(deadline > time)
      time = deadline
      if let remedy = watchdog.advance(to: time) { remedies.append(remedy) }
    }
    #expect(remedies == [.restartScan, .powerCycle, .reopen])
    #expect(watchdog.isDeaf)
    // 40 a second are usual, so that half a second misses 20; a second is the least.
    #expect(time - start > .seconds(3.9) && time - start < .seconds(4.1))
  }

  @Test("Nothing is done as long as somebody is heard")
  func heard() {
    var (watchdog, time) = Self.crowd(of: 20)
    for _ in 0..<100 {
      time = time + .milliseconds(900)
      let remedy = watchdog.advance(to: time)
      watchdog.hear(1, at: time)
      #expect(remedy == nil)
    }
  }

  @Test("A few transmitters may leave together without a remedy")
  func few() {
    var (watchdog, time) = Self.crowd(of: 3)
    #expect(watchdog.nextDeadline == nil)
    time = time + .seconds(3600)
    let remedy = watchdog.advance(to: time)
    #expect(remedy == nil)
  }

  @Test("One that never heard anything expects nothing")
  func nothing() {
    var watchdog = SilenceWatchdog(at: Instant(seconds: 0))
    #expect(watchdog.nextDeadline == nil)
    let remedy = watchdog.advance(to: Instant(seconds: 1e6))
    #expect(remedy == nil)
  }

  @Test("Hearing again ends a silence and begins the remedies from the first")
  func recovery() throws {
    var (watchdog, time) = Self.crowd(of: 20)
    var remedies: [Remedy?] = []
    for number in 0..<3 {
      time = try #require(watchdog.nextDeadline)
      remedies.append(watchdog.advance(to: time))
      guard number == 1 else { continue }
      for transmitter in 0..<20 as Range<UInt64> {
        watchdog.hear(transmitter, at: time + .milliseconds(1))
      }
    }
    #expect(remedies == [.restartScan, .powerCycle, .restartScan])
  }

  @Test("A rarer crowd is given more time")
  func rare() throws {
    let (often, first) = Self.crowd(of: 20)
    var watchdog = SilenceWatchdog(at: Instant(seconds: 0))
    for number in 0..<200 {
      watchdog.hear(UInt64(number % 20), at: Instant(seconds: Double(number) * 0.1))
    }
    let last = Instant(seconds: 19.9)
    #expect(try #require(often.nextDeadline) - first < .seconds(1.1))
    #expect(try #require(watchdog.nextDeadline) - last > .seconds(1.9))
  }
}
