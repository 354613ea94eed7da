import ArgumentParser
import Foundation
import Proximity
import Workload

/// Times the stages of the pipeline; also what a profiler is run on.
@main
struct PipelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipeline",
    abstract: "Nanoseconds per advertisement: decode, resolve, engine, and all together.",
    discussion: """
      A thousand advertisements at a time take all stages in turn. The figure of a stage is the \
      median over these batches, so that a batch during which other programs ran counts for \
      nothing. 'cpu' is the mean CPU time of all stages over all batches.
      """)

  @Option(help: "Shoppers tracked at once; may be given more than once.")
  var tracked: [Int] = [10_000]

  @Option(help: "Batches of a thousand advertisements.")
  var batches = 5_000

  @Option(help: "Seconds of traffic before the first batch.")
  var warmUp = 150

  func validate() throws {
    guard tracked.allSatisfy({ (1...10_000_000).contains($0) }) else {
      throw ValidationError("--tracked wants 1 to 10,000,000 shoppers")
    }
    guard batches >= 1, warmUp >= 0 else {
      throw ValidationError("--batches wants at least 1, --warm-up at least 0")
    }
  }

  func run() throws {
    print(" tracked  decode  resolve  engine  total    cpu  facts/1000")
    for tracked in tracked { try measure(tracked) }
  }

  private func measure(_ tracked: Int) throws {
    let crowd = try Crowd(count: tracked)
    let traffic = Traffic(of: crowd, seconds: max(2, 200_000 / tracked))
    var pipeline = try Pipeline(crowd, NoPrivateAddresses())
    pipeline.warmUp(traffic, seconds: warmUp)
    let factsBefore = pipeline.facts
    var times = StageTimes(capacity: batches)
    let cpuBefore = clock()
    for _ in 0..<batches { times.run(&pipeline, traffic) }
    let cpu = Double(clock() - cpuBefore) / Double(CLOCKS_PER_SEC)
    let advertisements = Double(batches * Pipeline<NoPrivateAddresses>.batchSize)
    let facts = Double(pipeline.facts - factsBefore) / advertisements
    print(
      String(
        format: "%8d %7.1f %8.1f %7.1f %6.1f %6.1f %11.1f", tracked, times.decode, times.resolve,
        times.engine, times.total, cpu / advertisements * 1e9, facts * 1000))
  }
}
