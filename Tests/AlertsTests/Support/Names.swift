public import Alerts
public import Proximity

extension Identifier: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) {
    guard let identifier = Identifier(text) else { preconditionFailure("not a name: \(text)") }
    self = identifier
  }
}

extension Epoch: ExpressibleByIntegerLiteral {
  public init(integerLiteral number: UInt64) { self.init(rawValue: number) }
}
