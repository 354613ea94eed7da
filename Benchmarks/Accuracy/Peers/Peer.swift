/// Another system: its filter, and when it says near.
struct Peer: Sendable {
  let name: String
  /// For one receiver.
  let filter: @Sendable () -> any Filter
  var gate = Gate()
  /// dB between the level that enters and the one that leaves; the best of them is chosen along with
  /// the threshold.
  var gaps: [Float] = [0]
  var rivalry = Rivalry.strongest

  /// When a level means near.
  struct Gate: Sendable {
    /// Seconds for which the level must be high to enter.
    var enterHold = 0.0
    /// Seconds for which the level must be low to leave.
    var exitHold = 0.0
    /// Seconds without a look after which nobody is there.
    var timeout = 10.0
  }

  /// Which of several receivers has it.
  enum Rivalry: Sendable {
    /// The one with the highest level.
    case strongest
    /// Another one must be 30 % nearer, or 15 % with all of its last five nearer than those of the
    /// one that has it.
    case clearlyNearer
  }

  /// Everyone, with the parameters they come with.
  static var all: [Peer] {
    [
      Peer(name: "AltBeacon, mean of 20 s", filter: { TrimmedMean() }),
      Peer(name: "AltBeacon, ARMA", filter: { WholeNumberARMA() }),
      // 2 m in and 4 m out with exponent 2.7.
      Peer(name: "ESPresense", filter: { TukeyMean() }, gaps: [8.13]),
      Peer(
        name: "Bermuda", filter: { LowerEnvelope() }, gate: Gate(timeout: 30),
        rivalry: .clearlyNearer),
      Peer(name: "room-assistant", filter: { ScalarKalman() }, gate: Gate(timeout: 60)),
      // Both thresholds are the user's to set; those of bluetoothctl lie 20 dB apart.
      Peer(
        name: "BlueZ monitor", filter: { Raw() },
        gate: Gate(enterHold: 10, exitHold: 5, timeout: 5), gaps: [0, 6, 20]),
      Peer(name: "reelyActive", filter: { Mixing() }, gate: Gate(timeout: 15)),
      Peer(name: "raw", filter: { Raw() }),
      Peer(name: "1-Euro", filter: { OneEuro() }),
      Peer(name: "running mean of 5 s", filter: { RunningMean() }),
    ]
  }
}
