/// A decimal number as people write it: digits, perhaps a sign, perhaps a fraction.
///
/// Nothing else is a number here, so that `0x10`, `1e3`, `nan` and `1_000` are refused rather than
/// guessed at.
struct Decimal {
  let value: Double

  init?(_ text: some StringProtocol) {
    guard text.utf8.count <= 40 else { return nil }
    var digits = text.utf8[...]
    if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      digits = digits.dropFirst()
    }
    let parts = digits.split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    for part in parts {
      guard !part.isEmpty, part.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    }
    guard let value = Double(text) else { return nil }
    self.value = value
  }
}
