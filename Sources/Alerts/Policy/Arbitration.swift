internal import Proximity

/// How it is settled which of several brands gets the slot that all of them want.
///
/// First come, first served would always reward the shop at the entrance. So promotions that become
/// due are collected for a while, and then decided in this order: those of the brand or topic that
/// the shopper ranks highest, those of the brand whose last alert to this shopper lies furthest back,
/// and between equals a keyed draw. There are no bids.
///
/// Only promotions wait, and only where promotions of at least two brands can meet. Safety alerts,
/// service alerts and whatever a shopper asks for are never held back; a service alert that becomes
/// due in the meantime has the slot, because its class comes first.
public struct Arbitration: Equatable, Sendable {
  /// How long promotions are collected, from the first one on; 0 s to 5 minutes. With 0 s each is
  /// decided as it becomes due.
  public var window: Duration
  /// The key of the draw: another one draws differently.
  public var seed: UInt64

  /// Creates an arbitration.
  public init(window: Duration = Arbitration.defaultWindow, seed: UInt64 = 0) {
    self.window = window
    self.seed = seed
  }

  /// 30 seconds.
  public static let defaultWindow: Duration = .seconds(30)
  /// Nothing is collected.
  public static let none = Arbitration(window: .zero)
  /// The windows that make sense: in a longer one the shopper has walked on.
  public static let windows: ClosedRange<Duration> = .zero ... .seconds(300)

  /// Where a brand stands in a draw of a shopper; the lowest wins.
  func draw(_ brand: BrandID, lot: UInt64, at now: LedgerTime) -> UInt64 {
    let name = brand.description.utf8.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    let draw = (seed ^ lot).scattered ^ UInt64(bitPattern: now.nanoseconds)
    return (name ^ draw.scattered).scattered
  }
}
