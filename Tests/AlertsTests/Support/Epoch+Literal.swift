public import Alerts

extension Epoch: ExpressibleByIntegerLiteral {
  public init(integerLiteral number: UInt64) { self.init(rawValue: number) }
}
