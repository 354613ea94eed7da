import Advertising

/// How much of what identifies other people's devices is shown.
struct Disclosure {
  /// Advertising addresses in full.
  var addresses = false
  /// The names of devices.
  var names = false

  /// An address; in short the first and the last byte, as `5A:…:3F`.
  func text(_ address: AdvertisingAddress) -> String {
    let text = address.description
    return addresses ? text : "\(text.prefix(2)):…:\(text.suffix(2))"
  }

  /// Whether the data of an AD structure is shown.
  func shows(_ type: ADType) -> Bool {
    switch type {
    case .shortenedLocalName, .completeLocalName, .broadcastName: names
    case .publicTargetAddress, .randomTargetAddress, .deviceAddress: addresses
    default: true
    }
  }
}
