import Advertising
import BlueZ
import Foundation
import Proximity

/// A source that is read for a while, and what it heard.
struct Ear: ~Copyable {
  var source: BlueZSource
  var batch = ReportBatch(capacity: 4096)
  private(set) var heard: [Advertisement] = []
  private(set) var changes: [HealthChange] = []

  init(
    _ path: RadioOptions.Path = .monitor,
    _ bindings: [AdapterBinding] = [AdapterBinding(.any, receiver: ReceiverIndex(0))],
    _ adjust: (inout RadioOptions) -> Void = { _ in }
  ) throws {
    var options = RadioOptions()
    options.path = path
    adjust(&options)
    source = try BlueZSource(bindings, options: options)
  }

  /// Listens until something holds.
  mutating func listen(
    for seconds: Double, until isEnough: (borrowing Ear) -> Bool = { _ in false }
  ) throws {
    let end = RadioClock.now + .seconds(seconds)
    while RadioClock.now < end, !isEnough(self) {
      let left = min(end - RadioClock.now, .milliseconds(100))
      changes += try source.read(into: &batch, timeout: max(.zero, left))
      heard += batch.advertisements
      batch.removeAll()
    }
  }

  /// Listens until a receiver is in a state, and says how long that took.
  @discardableResult
  mutating func expect(
    _ health: SourceHealth, of receiver: UInt16 = 0, within seconds: Double = 10
  ) throws -> Double {
    try expect("\(health)", of: receiver, within: seconds) { $0 == health }
  }

  @discardableResult
  mutating func expect(
    _ name: String, of receiver: UInt16 = 0, within seconds: Double = 10,
    _ isWanted: (SourceHealth) -> Bool
  ) throws -> Double {
    let start = RadioClock.now
    try listen(for: seconds) { ear in isWanted(ear.health(of: receiver)) }
    let now = health(of: receiver)
    try require(isWanted(now), "after \(seconds) s it is \(now) and not \(name): \(changes)")
    return (RadioClock.now - start).seconds
  }

  /// Listens until one advertisement has come, and says how long that took.
  @discardableResult
  mutating func awaitAdvertisement(within seconds: Double = 10) throws -> Double {
    let start = RadioClock.now
    let before = heard.count
    try listen(for: seconds) { $0.heard.count > before }
    try require(heard.count > before, "nothing heard in \(seconds) s; \(changes)")
    return (RadioClock.now - start).seconds
  }

  borrowing func health(of receiver: UInt16 = 0) -> SourceHealth {
    changes.last { $0.receiver == ReceiverIndex(receiver) }?.health ?? .starting
  }

  mutating func forget() {
    heard.removeAll(keepingCapacity: true)
    changes.removeAll()
  }

  mutating func close() { source.close() }
}

extension Duration {
  var seconds: Double { Double(inNanoseconds) / 1e9 }
}
