import Advertising
import Testing

@Suite struct VectorTests {
  @Test("Every vector decodes to what its source says", arguments: Vector.all)
  func meaning(of vector: Vector) {
    #expect(transcript(of: vector) == vector.expected)
  }

  @Test("No vector is lost in reading, and none has the name of another")
  func completeness() {
    #expect(Vector.all.count >= 60)
    #expect(Set(Vector.all.map(\.name)).count == Vector.all.count)
  }
}
