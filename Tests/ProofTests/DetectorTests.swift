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
    // Narrow decisions excuse a difference, and so may only be few: one world in a hundred.
    let (doubtful, worlds) = DetectorProof.tally
    #expect(doubtful <= 3 + worlds / 100, "\(doubtful) of \(worlds) worlds were too narrow to tell")
  }
}
