/// A reading of the clock on the wall, to the minute.
public struct WallTime: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Minutes since midnight, 0 to 1,440; the last is the midnight at the end of the day.
  public let minutes: Int

  /// Creates a reading, or nothing when there is no such time.
  public init?(hour: Int, minute: Int) {
    guard (0...23).contains(hour) && (0...59).contains(minute) || hour == 24 && minute == 0 else {
      return nil
    }
    minutes = hour * 60 + minute
  }

  /// Reads a time such as `21:00`.
  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let hour = Int(parts[0]), let minute = Int(parts[1])
    else { return nil }
    self.init(hour: hour, minute: minute)
  }

  public static func < (left: WallTime, right: WallTime) -> Bool { left.minutes < right.minutes }

  /// Such as `09:00`.
  public var description: String {
    func padded(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
    return "\(padded(minutes / 60)):\(padded(minutes % 60))"
  }
}
