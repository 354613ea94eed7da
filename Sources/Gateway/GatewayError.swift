public import Identity
public import Ledger
public import Proximity

/// Why a gateway was not set up or a shopper not enrolled.
public enum GatewayError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A limit or a rule is out of its range.
  case configuration(ConfigurationError)
  /// The resolver has no room for a shopper's identifier, or somebody else has it.
  case enrolment(ShopperID, EnrolmentError)
  /// A shopper's key was refused.
  case key(ShopperID, KeyEnrolmentError)
  /// The ledger did not take in what the shopper said.
  case ledger(ShopperID, LedgerError)

  public var description: String {
    switch self {
    case .configuration(let error): error.description
    case .enrolment(let shopper, let error): "shopper '\(shopper)': \(error)"
    case .key(let shopper, let error): "shopper '\(shopper)': \(error)"
    case .ledger(let shopper, let error): "shopper '\(shopper)': \(error)"
    }
  }
}
