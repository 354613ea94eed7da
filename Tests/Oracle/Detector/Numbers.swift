import Foundation

/// `pow` and `log10` of the C library, so that the engine's own are held against others.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

func expectedLoss(at metres: Double, exponent: Float) -> Double {
  10 * Double(exponent) * log10(metres)
}
