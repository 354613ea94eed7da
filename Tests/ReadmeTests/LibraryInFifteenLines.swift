import Advertising
import Proximity

/// What README.md shows of the library, between the two marks, word for word.
func libraryInFifteenLines(_ heard: [(time: Instant, event: [UInt8])]) throws -> [Fact] {
  var facts: [Fact] = []
  // README begin
  let hub: ReceiverID = "shelf-hub"
  let floor = try Floor(
    receivers: [Receiver(id: hub)], places: [Place(id: "tea", receivers: [hub], radius: 3)])
  var resolver = try Resolver(seed: .random(in: 0 ... .max))
  var engine = try Engine(floor)

  let uuid = "f7826da6-4fa2-4e98-8024-bc5b71e0893e"
  guard let tag = BeaconIdentifier("\(uuid)/1/7", kind: .iBeacon) else { return [] }
  let shopper = try resolver.enrol("shopper-7", Credential(tag))

  var batch = ReportBatch()
  for (time, event) in heard { try batch.append(event.span, from: ReceiverIndex(0), at: time) }
  var sightings: [Sighting] = []
  resolver.resolve(batch.advertisements, into: &sightings)
  engine.ingest(sightings) { fact in facts.append(fact) }
  engine.forget(shopper)  // together with resolver.forget(shopper): a stranger again
  // README end
  return facts
}
