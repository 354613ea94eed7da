import ArgumentParser
import BlueZ
import Proximity
import Site

/// Which adapter listens for which receiver, as it is written on a command line.
struct AdapterChoice: ExpressibleByArgument {
  let receiver: String?
  let adapter: AdapterSelection

  init(_ adapter: AdapterSelection) {
    receiver = nil
    self.adapter = adapter
  }

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let adapter = AdapterSelection(String(parts[parts.count - 1])) else { return nil }
    receiver = parts.count == 2 ? String(parts[0]) : nil
    self.adapter = adapter
  }

  var defaultValueDescription: String { "\(adapter)" }

  /// What the choices mean at a site; without any, its only receiver takes any adapter.
  static func bindings(_ choices: [AdapterChoice], at site: Site) throws -> [AdapterBinding] {
    let receivers = site.floor.receivers
    guard !choices.isEmpty else {
      guard receivers.count == 1 else {
        throw Failure(
          code: Failure.usage,
          message: """
            the site has \(receivers.count) receivers: say which of them listen here, such as \
            --adapter \(receivers[0].id)=hci0
            """)
      }
      return [AdapterBinding(.any, receiver: ReceiverIndex(0))]
    }
    return try choices.map { choice in
      let position =
        choice.receiver.map { name in receivers.firstIndex { "\($0.id)" == name } }
        ?? (receivers.count == 1 ? 0 : nil)
      guard let position else {
        throw Failure(
          code: Failure.usage,
          message: """
            --adapter \(choice.receiver ?? ""): the site has no such receiver; it has \
            \(receivers.map { "\($0.id)" }.joined(separator: ", "))
            """)
      }
      return AdapterBinding(choice.adapter, receiver: ReceiverIndex(UInt16(position)))
    }
  }
}

/// Through what a command listens.
enum RadioPath: String, ExpressibleByArgument, CaseIterable {
  case automatic, monitor, raw, user

  var options: RadioOptions {
    var options = RadioOptions()
    options.path = RadioOptions.Path(rawValue: rawValue) ?? .automatic
    return options
  }
}
