import Foundation
import Oracle
import Proximity
import Simulation
import Testing

@Suite("The proof of the detector")
struct DetectorTests {
  @Test(
    "The engine tells the same facts as the oracle, breaks no law, and is the same however it is fed",
    arguments: Seeds.slices)
  func agrees(_ slice: Seeds.Slice) throws {
    for seed in slice.seeds { try DetectorProof.run(seed) }
  }
}
