/// What can be asked over the control socket.
public enum ControlCommand: Equatable, Sendable {
  /// Something about one shopper.
  case shopper(ShopperCommand)
  /// Something about all alerts.
  case alerts(AlertsCommand)
  /// Something about shoppers who ask for an associate.
  case associate(AssociateCommand)
}

/// As the command itself is encoded; the names tell them apart.
extension ControlCommand: Codable {
  private enum Key: String, CodingKey { case name }

  public init(from decoder: any Decoder) throws {
    let name = try decoder.container(keyedBy: Key.self).decode(String.self, forKey: .name)
    if AlertsCommand.Name(rawValue: name) != nil {
      self = .alerts(try AlertsCommand(from: decoder))
    } else if AssociateCommand.Name(rawValue: name) != nil {
      self = .associate(try AssociateCommand(from: decoder))
    } else {
      self = .shopper(try ShopperCommand(from: decoder))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .shopper(let command): try command.encode(to: encoder)
    case .alerts(let command): try command.encode(to: encoder)
    case .associate(let command): try command.encode(to: encoder)
    }
  }
}
