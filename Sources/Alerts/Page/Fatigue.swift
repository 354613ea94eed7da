internal import Proximity

/// What a shopper did with an alert that was not welcome.
struct Setback: Equatable, Sendable, Codable {
  /// The reservation of the alert.
  var reservation: Int
  /// When.
  var time: LedgerTime
  /// How much it tells: `Fatigue.dismissal` or `Fatigue.neglect`.
  var weight: Int
}

/// How unwelcome alerts lower the caps that hold for a shopper.
///
/// Each alert that was dismissed, and every second one that was ignored, lowers every cap of the
/// shopper's and the venue's by one for 7 days. A cap never falls below 1: who wants none says so,
/// and is left alone.
public enum Fatigue {
  /// How long an alert that was not welcome tells: 7 days.
  public static let memory: Duration = .seconds(7 * 86_400)

  static let dismissal = 2
  static let neglect = 1
}

extension Page {
  /// By how much the caps are lowered at a time. Complexity: O(setbacks).
  public func fatigue(at now: LedgerTime) -> Int {
    var weight = 0
    for setback in setbacks where now - setback.time < Fatigue.memory { weight += setback.weight }
    return weight / Fatigue.dismissal
  }

  /// Notes that an alert was not welcome. Told twice it counts once, as the worse of the two.
  mutating func note(_ weight: Int, of number: Int, at now: LedgerTime) {
    guard
      let index = reservations.firstIndex(where: { $0.number == number }),
      reservations[index].mode == .live, reservations[index].state != .released
    else { return }
    if let known = setbacks.firstIndex(where: { $0.reservation == number }) {
      setbacks[known].weight = max(setbacks[known].weight, weight)
      return
    }
    if setbacks.count >= PageLimits.setbacks {
      guard let lightest = setbacks.indices.min(by: { setbacks[$0].weight < setbacks[$1].weight }),
        setbacks[lightest].weight <= weight
      else { return }
      setbacks.remove(at: lightest)
    }
    setbacks.append(Setback(reservation: number, time: now, weight: weight))
  }

  /// A cap as fatigue lowers it; nothing when it does not.
  func lowered(_ cap: Cap, at now: LedgerTime) -> Cap? {
    let count = max(1, cap.count - fatigue(at: now))
    return count < cap.count ? Cap(count: count, per: cap.per) : nil
  }

  /// When a cap that fatigue has lowered lets an alert through again: because sends have aged out of
  /// the window, or because the fatigue has passed.
  ///
  /// - Complexity: O((reservations + setbacks) × reservations).
  func opening(
    of cap: Cap, for mode: Mode, after now: LedgerTime
  ) -> LedgerTime? {
    var times = setbacks.map { $0.time + Fatigue.memory }
    times += reservations.map { $0.time + cap.per }
    return times.sorted().first { time in
      guard time > now else { return false }
      let limit = lowered(cap, at: time) ?? cap
      return slots(within: cap, for: mode, at: time) < limit.count
    }
  }
}
