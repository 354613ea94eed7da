import Foundation

extension Double {
  /// With so many decimals, and without a sign when it rounds to nothing.
  func text(_ decimals: Int) -> String {
    let text = String(format: "%.*f", decimals, self)
    return text.contains { "123456789".contains($0) } || !text.hasPrefix("-")
      ? text : String(text.dropFirst())
  }

  /// With its sign, and without one when it rounds to nothing.
  func signedText(_ decimals: Int) -> String {
    let text = String(format: "%+.*f", decimals, self)
    return text.contains { "123456789".contains($0) } ? text : String(text.dropFirst())
  }
}
