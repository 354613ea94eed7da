/// What is known of one shopper at one place.
struct Presence: Expiring, Equatable, Codable {
  private(set) var key: UInt64
  /// When a departure is due or, without one pending, the record is looked at again.
  var deadline: Int64
  var bound: Int64 = 0
  /// The last evidence of the beacon at any receiver of the place, in nanoseconds.
  var lastHeard: Int64
  /// The lowest smoothed path loss among the place's receivers, in dB.
  var pathLoss: Float
  /// The receiver that has it.
  var nearest: UInt16
  var zone = ZoneState()
  var visit = VisitState()

  /// A visit waits for the merge gap to pass.
  var isDeparting: Bool { visit.isRunning && !zone.zone.isPresent }

  /// The same presence at a place and receiver with other numbers.
  func keyed(_ key: UInt64, nearest: UInt16) -> Self {
    var presence = self
    presence.key = key
    presence.nearest = nearest
    return presence
  }
}
