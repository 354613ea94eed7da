import Proximity

extension Duration {
  private static let units: [(names: [String], nanoseconds: Double)] = [
    (["ms"], 1e6), (["s"], 1e9), (["m", "min"], 60e9), (["h"], 3600e9), (["d"], 86_400e9),
  ]

  /// Reads a number with a unit, such as `5s`, `1.5 h` or `14d`; up to 100 years.
  init?(_ text: String) {
    let unit = String(text.reversed().prefix { $0.isLetter }.reversed())
    let number = text.dropLast(unit.count)
    guard let scale = Self.units.first(where: { $0.names.contains(unit) })?.nanoseconds,
      let value = Decimal(number.last == " " ? number.dropLast() : number)?.value,
      (0...3.2e18).contains(value * scale)
    else { return nil }
    self = .nanoseconds(Int64((value * scale).rounded()))
  }

  /// The duration as a site file has it: in the largest unit that divides it, such as `90 s`, `20 min`, `24 h`, `7 d`.
  ///
  /// A single day reads as `24 h`, which says more plainly that it rolls.
  var text: String {
    let nanoseconds = inNanoseconds
    if nanoseconds == 0 { return "0 s" }
    let units: [(String, Int64)] = [
      ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("min", 60_000_000_000),
      ("s", 1_000_000_000), ("ms", 1_000_000),
    ]
    for (name, length) in units
    where nanoseconds.isMultiple(of: length) && (name != "d" || nanoseconds >= 2 * length) {
      return "\(nanoseconds / length) \(name)"
    }
    return "\(Double(nanoseconds) / 1e9) s"
  }
}
