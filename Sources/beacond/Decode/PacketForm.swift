import ArgumentParser

/// What the bytes of a packet begin with.
enum PacketForm: String, ExpressibleByArgument, CaseIterable {
  /// The packet type 0x04 of the serial transport, then an HCI event.
  case h4
  /// An HCI event, from the event code on.
  case hci
  /// AD structures and nothing before them.
  case ad

  /// The form that the first bytes speak for: 04 3E is an LE Meta event in H4 framing, 3E one
  /// without, and no advertising data of Bluetooth 4 begins like either.
  init(of bytes: [UInt8]) {
    if bytes.starts(with: [0x04, 0x3E]) {
      self = .h4
    } else if bytes.first == 0x3E {
      self = .hci
    } else {
      self = .ad
    }
  }

  /// What a person calls it.
  var words: String {
    switch self {
    case .h4: "HCI event in H4 framing"
    case .hci: "HCI event"
    case .ad: "advertising data"
    }
  }
}
