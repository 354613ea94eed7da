public import Proximity

/// The requests of shoppers that wait for an associate.
///
/// A value in memory: what is answered or expired is gone, and nothing of it is kept anywhere.
public struct AssociateDesk: Equatable, Sendable {
  /// How long somebody who wants help now is waited for: 15 minutes.
  public static let patience: Duration = .seconds(15 * 60)
  /// How far ahead an appointment may lie: 14 days.
  public static let horizon: Duration = .seconds(14 * 86_400)
  /// The most requests that can be open at once.
  public static let limit = 1_024

  /// The open requests, in the order in which they were made.
  public private(set) var open: [Associate] = []

  /// Creates a desk at which nobody waits.
  public init() {}

  /// Takes in a request, and gives it a code that no other open request has.
  ///
  /// - Parameters:
  ///   - wish: what is asked for.
  ///   - place: where.
  ///   - now: the time.
  ///   - seed: a secret random number, another one for each request: whoever knows it knows the code.
  /// - Throws: `AssociateError`; nothing is taken in then.
  /// - Complexity: O(open requests).
  public mutating func ask(
    for wish: Associate.Wish, at place: PlaceID, now: LedgerTime, seed: UInt64
  ) throws(AssociateError) -> Associate {
    sweep(at: now)
    guard open.count < Self.limit else { throw .busy(open: open.count) }
    var expires = now + Self.patience
    if case .appointment(let time) = wish {
      guard time > now, time - now <= Self.horizon else {
        throw .appointmentOutOfRange(upTo: Self.horizon)
      }
      expires = time + Self.patience
    }
    let request = Associate(
      code: freeCode(seed), wish: wish, place: place, asked: now, expires: expires)
    open.append(request)
    return request
  }

  /// Takes a request away because somebody sees to it, or the shopper no longer wants it.
  ///
  /// - Returns: the request, unless nothing open has that code any more.
  @discardableResult
  public mutating func answer(_ code: AssociateCode, now: LedgerTime) -> Associate? {
    sweep(at: now)
    return open.firstIndex { $0.code == code }.map { open.remove(at: $0) }
  }

  /// Forgets what has expired. Complexity: O(open requests).
  public mutating func sweep(at now: LedgerTime) {
    open.removeAll { $0.expires <= now }
  }

  /// Draws until a code is free. Few of all codes are ever taken, so a second draw is rare.
  private func freeCode(_ seed: UInt64) -> AssociateCode {
    let taken = Set(open.map(\.code))
    var draw = seed.scattered
    while true {
      let code = AssociateCode(draw % AssociateCode.count)
      if !taken.contains(code) { return code }
      draw &+= 1
    }
  }
}
