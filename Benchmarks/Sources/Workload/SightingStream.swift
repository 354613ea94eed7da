internal import Advertising
internal import Identity
public import Proximity

/// The traffic of a crowd as sightings, to be played in a loop with times that go on.
public struct SightingStream {
  private var sightings: [Sighting] = []
  private let batch: Int
  private let length: Duration
  private var position = 0
  private var round = 0

  /// Creates the stream of a crowd, in batches.
  public init(of crowd: Crowd, batch: Int) throws {
    self.batch = batch
    let seconds = max(2, 200_000 / crowd.count)
    length = .seconds(seconds)
    let traffic = Traffic(of: crowd, seconds: seconds)
    var resolver = try Resolver(limits: crowd.limits, seed: 1)
    try crowd.enrol(in: &resolver)
    var batch = ReportBatch(capacity: 1)
    for position in 0..<traffic.count {
      batch.removeAll()
      let start = position * WireEvent.length
      try? batch.append(
        traffic.bytes.span.extracting(start..<start + WireEvent.length),
        from: traffic.receivers[position],
        at: Instant(nanoseconds: Int64(position) * traffic.interval))
      resolver.resolve(batch.advertisements, into: &sightings)
    }
  }

  /// The next batch.
  public mutating func next() -> [Sighting] {
    var next: [Sighting] = []
    next.reserveCapacity(batch)
    while next.count < batch {
      var sighting = sightings[position]
      sighting.time = sighting.time + length * round
      next.append(sighting)
      position += 1
      if position == sightings.count { (position, round) = (0, round + 1) }
    }
    return next
  }
}
