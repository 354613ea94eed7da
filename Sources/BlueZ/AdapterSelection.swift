public import Proximity

/// Which Bluetooth adapter a receiver is.
public enum AdapterSelection: Equatable, Hashable, Sendable, CustomStringConvertible {
  /// Whichever there is, the lowest number first; after it is gone, another.
  case any
  /// The one with that number: 0 is hci0. Numbers are given out anew when an adapter is plugged in.
  case index(UInt16)
  /// The one with that address, wherever it is plugged in: `01:23:45:67:89:AB` is 0x0123456789AB.
  case address(UInt64)

  /// Reads `any`, `hci0` or `01:23:45:67:89:AB`; nothing from anything else.
  public init?(_ text: String) {
    if text == "any" {
      self = .any
    } else if text.hasPrefix("hci"), let index = UInt16(text.dropFirst(3)), index < 0xFFFF {
      self = .index(index)
    } else {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 6 else { return nil }
      var bits: UInt64 = 0
      for part in parts {
        guard part.count == 2, let byte = UInt8(part, radix: 16) else { return nil }
        bits = bits << 8 | UInt64(byte)
      }
      self = .address(bits)
    }
  }

  public var description: String {
    switch self {
    case .any: "any adapter"
    case .index(let index): "hci\(index)"
    case .address(let bits): "the adapter with address \(Self.text(bits))"
    }
  }

  private static func text(_ bits: UInt64) -> String {
    stride(from: 40, through: 0, by: -8).map { shift in
      let digits = String(bits >> UInt64(shift) & 0xFF, radix: 16, uppercase: true)
      return digits.count == 1 ? "0" + digits : digits
    }.joined(separator: ":")
  }
}

/// The adapter that listens for a receiver.
public struct AdapterBinding: Equatable, Sendable {
  /// Which adapter.
  public var adapter: AdapterSelection
  /// The receiver that its advertisements are of.
  public var receiver: ReceiverIndex

  /// Creates a binding.
  public init(_ adapter: AdapterSelection = .any, receiver: ReceiverIndex) {
    self.adapter = adapter
    self.receiver = receiver
  }
}
