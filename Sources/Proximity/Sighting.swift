/// One advertising report of a shopper who consented, with everything else about the radio gone.
@frozen
public struct Sighting: BitwiseCopyable, Equatable, Sendable {
  /// Whose beacon was heard.
  public var shopper: ShopperIndex
  /// Who heard it.
  public var receiver: ReceiverIndex
  /// When it was heard.
  public var time: Instant
  /// Measured power (dBm at 1 m) minus RSSI (dBm): 0 dB at one metre in the open, more beyond.
  ///
  /// The receiver's own offset is not yet taken into account; the engine does that.
  public var pathLoss: Float

  /// Creates a sighting.
  @inlinable
  public init(shopper: ShopperIndex, receiver: ReceiverIndex, time: Instant, pathLoss: Float) {
    self.shopper = shopper
    self.receiver = receiver
    self.time = time
    self.pathLoss = pathLoss
  }

  /// Whether an engine with so many receivers takes it for a look, and its time for the time.
  @inline(__always)
  package func isUsable(receivers: Int) -> Bool {
    Int(receiver.rawValue) < receivers && abs(pathLoss) < 1000 && Instant.range.contains(time)
  }
}
