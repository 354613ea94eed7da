import Oracle
import Proximity
import Simulation
import Synchronization

/// What takes long to work out and is the same in many worlds.
enum Models {
  private static let known = Mutex<[(Float, ZoneRules, RingBelief, RingModel)]>([])

  static func of(_ exponent: Float, _ rules: ZoneRules) -> (RingBelief, RingModel) {
    let found = known.withLock { known in known.first { $0.0 == exponent && $0.1 == rules } }
    if let found { return (found.2, found.3) }
    let made = (
      exponent, rules, RingBelief(exponent: exponent, rules: rules.belief),
      RingModel(exponent: exponent, rules: rules.belief)
    )
    known.withLock { $0.append(made) }
    return (made.2, made.3)
  }
}
