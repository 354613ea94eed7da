import Testing

@testable import accuracy

@Suite("Filters of others")
struct FilterTests {
  @Test("AltBeacon's ARMA in whole numbers does not follow a level down by less than 10 dB")
  func arma() {
    #expect(levels(WholeNumberARMA(), [-60, -69, -69, -69]).last == -60)
    #expect(levels(WholeNumberARMA(), [-60, -80]) == [-60, -62])
    #expect(levels(WholeNumberARMA(), [-60, -59]).last == -59)
  }

  @Test("AltBeacon's mean leaves out a tenth of the looks and one more on either side")
  func trimmedMean() {
    #expect(levels(TrimmedMean(), [-60, -90, -61]).last == -61)
    #expect(levels(TrimmedMean(), [-60, -80]).last == -70)
    let looks = (0..<20).map { Float(-50 - $0) }
    #expect(levels(TrimmedMean(), looks, every: 0.5).last == -59.5)
    // Of 30 looks a second apart, those of the last 20 s are left.
    #expect(
      levels(TrimmedMean(), Array(repeating: -90, count: 30) + Array(repeating: -60, count: 21))
        .last == -60)
  }

  @Test("ESPresense's mean leaves out what is far beyond the quartiles")
  func tukeyMean() {
    #expect(levels(TukeyMean(), [-60, -61, -60, -61, -95]).last == -60.5)
  }

  @Test("A Kalman filter whose level never changes is a mean of the looks")
  func kalman() throws {
    let level = try #require(levels(ScalarKalman(), [-60, -70]).last)
    // The second look weighs (4 + 0.008) / (8 + 0.008).
    #expect(abs((level ?? 0) - (-65.005)) < 0.001)
  }

  @Test("reelyActive tells of a mixture when it is over, once")
  func mixing() {
    #expect(levels(Mixing(), [-60, -70, -90, -90], every: 1) == [nil, nil, -65, nil])
  }

  @Test("Bermuda believes an approach at once and a retreat slowly, one reading every 1.05 s")
  func lowerEnvelope() throws {
    let levels = levels(LowerEnvelope(), [-70, -50, -50, -70, -70], every: 1.1)
    #expect(abs((levels[1] ?? 0) - (-50)) < 0.01)
    #expect(try #require(levels[4]) > -63)
    #expect(self.levels(LowerEnvelope(), [-70, -50], every: 1)[1] == nil)
  }

  private func levels(
    _ filter: some Filter, _ looks: [Float], every interval: Double = 1
  ) -> [Float?] {
    var filter = filter
    return looks.enumerated().map { filter.level(after: $1, at: Double($0) * interval) }
  }
}
