public import Proximity

/// A receiver and a gateway in one: from HCI events to facts.
public struct Pipeline<Addresses: PrivateAddresses & ~Copyable>: ~Copyable {
  /// Events become advertisements here.
  public var batch: ReportBatch
  /// Advertisements become sightings here.
  public var resolver: Resolver<Addresses>
  /// Sightings become facts here.
  public var engine: Engine<StandardSmoother>
  /// Facts told so far.
  public private(set) var facts = 0

  private var sightings: [Sighting] = []
  private var position = 0
  private var time: Int64 = 0

  /// Advertisements between two rounds of resolving.
  public static var batchSize: Int { 1000 }

  /// Creates a pipeline with a crowd enrolled.
  public init(_ crowd: Crowd, _ addresses: consuming Addresses) throws {
    var resolver = try Resolver(limits: crowd.limits, seed: 1, addresses: addresses)
    try crowd.enrol(in: &resolver)
    let engine = try Engine(crowd.floor, limits: crowd.limits, smoothing: StandardSmoother())
    self.resolver = resolver
    self.engine = engine
    batch = ReportBatch(capacity: Self.batchSize)
    sightings.reserveCapacity(Self.batchSize + 25)
  }

  /// Fills the batch with the next events of the traffic, which begins anew at its end.
  @inline(never)
  public mutating func decode(_ traffic: borrowing Traffic) {
    batch.removeAll()
    let bytes = traffic.bytes.span
    for _ in 0..<Self.batchSize {
      let start = position * WireEvent.length
      try? batch.append(
        bytes.extracting(start..<start + WireEvent.length), from: traffic.receivers[position],
        at: Instant(nanoseconds: time))
      position += 1
      if position == traffic.count { position = 0 }
      time += traffic.interval
    }
  }

  /// Resolves the batch.
  @inline(never)
  public mutating func resolve() {
    sightings.removeAll(keepingCapacity: true)
    resolver.resolve(batch.advertisements, into: &sightings)
  }

  /// Takes in what was resolved.
  @inline(never)
  public mutating func ingest() {
    engine.ingest(sightings) { _ in facts += 1 }
  }

  /// Takes a batch of events all the way.
  public mutating func run(_ traffic: borrowing Traffic) {
    decode(traffic)
    resolve()
    ingest()
  }

  /// Plays that much of the traffic, so that everybody is tracked and visits are under way.
  public mutating func warmUp(_ traffic: borrowing Traffic, seconds: Int) {
    let end = time + Int64(seconds) * 1_000_000_000
    while time < end { run(traffic) }
  }
}
