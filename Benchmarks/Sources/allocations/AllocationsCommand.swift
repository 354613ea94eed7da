import Advertising
import ArgumentParser
import CAllocationCounter
import Identity
import Proximity
import Workload

/// Counts allocations in the steady state of the pipeline, where there must be none.
@main
struct AllocationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allocations",
    abstract: "Allocations per advertisement in steady state; fails unless there are none.")

  @Option(help: "Shoppers tracked at once.")
  var tracked = 10_000

  @Option(help: "Batches of a thousand advertisements, after a warm-up.")
  var batches = 1_000

  func run() throws {
    guard allocation_counter_works() else {
      print("allocations are counted on Linux with the GNU C library only")
      throw ExitCode(69)
    }
    try proveThatItCounts()
    var isClean = true
    let crowd = try Crowd(count: tracked)
    try measure("known shoppers", crowd, strangers: 0, &isClean)
    try measure("known shoppers and as many strangers", crowd, strangers: 1, &isClean)
    try measureStrangers(crowd, &isClean)
    guard isClean else { throw ExitCode.failure }
  }

  /// A counter that counts nothing would be content with everything.
  private func proveThatItCounts() throws {
    let before = allocation_count()
    var numbers: [Int] = []
    for number in 0..<1000 { numbers.append(number &* tracked) }
    let counted = allocation_count() - before
    print("an array that grows to \(numbers.count) elements: \(counted) allocations")
    guard counted > 0 else {
      print("the counter does not count: its figures mean nothing")
      throw ExitCode.failure
    }
  }

  private func measure(
    _ what: String, _ crowd: Crowd, strangers: Int, _ isClean: inout Bool
  ) throws {
    let traffic = Traffic(of: crowd, seconds: 20, strangers: strangers)
    var pipeline = try Pipeline(crowd, addresses(of: crowd))
    pipeline.warmUp(traffic, seconds: 200)
    try count(what, &pipeline, traffic, &isClean)
  }

  private func measureStrangers(_ crowd: Crowd, _ isClean: inout Bool) throws {
    let nobody = try Crowd(count: 1)
    let traffic = Traffic(of: nobody, seconds: 20, strangers: 9_999)
    var pipeline = try Pipeline(nobody, addresses(of: crowd))
    pipeline.warmUp(traffic, seconds: 20)
    try count("strangers", &pipeline, traffic, &isClean)
  }

  private func count(
    _ what: String, _ pipeline: inout Pipeline<ResolvableAddresses>, _ traffic: Traffic,
    _ isClean: inout Bool
  ) throws {
    let facts = pipeline.facts
    let before = allocation_count()
    for _ in 0..<batches { pipeline.run(traffic) }
    let counted = allocation_count() - before
    let advertisements = batches * Pipeline<ResolvableAddresses>.batchSize
    print(
      """
      \(what): \(counted) allocations in \(advertisements) advertisements \
      with \(pipeline.facts - facts) facts
      """)
    if counted > 0 { isClean = false }
  }

  /// One enrolled key is enough for every private address to be looked up and noted.
  private func addresses(of crowd: Crowd) throws -> ResolvableAddresses {
    var addresses = try ResolvableAddresses(seed: AddressHashSeed(1, 2))
    try addresses.enrol(
      ShopperIndex(slot: UInt32(crowd.count), generation: 0), key: IdentityKey(bytes: 1...16))
    return addresses
  }
}
