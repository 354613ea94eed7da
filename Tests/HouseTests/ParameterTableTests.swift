import Foundation
import Proximity
import Testing

@Suite("How presence is detected")
struct ParameterTableTests {
  /// The third column of the page's tables, by the first.
  private static func defaults() throws -> [String: String] {
    let page = try SourceTree.text("Sources/Proximity/Proximity.docc/HowPresenceIsDetected.md")
    var defaults: [String: String] = [:]
    for line in page.split(separator: "\n") where line.hasPrefix("| ``") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let name = cells[0].filter { $0 != "`" }
      #expect(cells.count == 5, "\(name)")
      #expect(defaults.updateValue(cells[2], forKey: name) == nil, "\(name) is there twice")
    }
    return defaults
  }

  /// A rule as the page writes it: durations in seconds, no needless digits.
  private static func text(_ value: Any) -> String {
    let number: Double
    switch value {
    case let value as Float: number = (Double(value) * 1e4).rounded() / 1e4
    case let value as Duration: number = Double(value.inNanoseconds) / 1e9
    default: return ""
    }
    return number == number.rounded() ? "\(Int(number))" : "\(number)"
  }

  @Test("The page names every parameter of the rules, with the default that it has, and no others")
  func complete() throws {
    let rules: [Any] = [BeliefRules(), ZoneRules(), SilenceRules()]
    var defaults: [String: String] = [:]
    for rules in rules {
      for child in Mirror(reflecting: rules).children {
        let name = try #require(child.label)
        defaults["\(type(of: rules))/\(name)"] = Self.text(child.value)
      }
    }
    #expect(defaults.count > 20)
    #expect(try Self.defaults() == defaults)
  }
}
