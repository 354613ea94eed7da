import Foundation
import Testing

@testable import accuracy

@Suite("Calibration")
struct CalibrationTests {
  @Test("A fit finds what the looks were made with, and keeps half of the offsets")
  func fit() {
    let offsets: [Float] = [3, -1, -2]
    let samples = (0..<60).map { index in
      let receiver = index % 3
      let metres = 0.5 + Double(index) / 4
      return Calibration.Sample(
        receiver: receiver, metres: metres,
        rssi: Float(-61 - 10 * 1.8 * log10(metres)) - offsets[receiver])
    }
    let fit = Calibration(fittedTo: samples, receivers: 3)
    #expect(abs(fit.measuredPower + 61) < 0.01 && abs(fit.exponent - 1.8) < 0.001)
    #expect(zip(fit.offsets, offsets).allSatisfy { abs($0 - $1 / 2) < 0.01 })
  }

  @Test("A receiver that heard nothing has next to no offset")
  func silent() {
    let samples = (1...20).map {
      Calibration.Sample(receiver: 0, metres: Double($0), rssi: Float(-60 - 20 * log10(Double($0))))
    }
    let fit = Calibration(fittedTo: samples, receivers: 2)
    #expect(fit.offsets.allSatisfy { abs($0) < 0.1 } && abs(fit.measuredPower + 60) < 0.1)
  }
}
