/// The times of the day at which a site sends no promotions, as its clocks on the wall show them.
public struct QuietHours: Equatable, Sendable {
  /// One stretch of the day, on some days of the week.
  public struct Window: Hashable, Sendable {
    /// When it begins.
    public let from: WallTime
    /// When it ends; on the day after, unless it is later than `from`.
    public let to: WallTime
    /// The days on which it begins, ascending.
    public let days: [Weekday]

    /// Creates a window.
    ///
    /// - Precondition: `from` is not `to`, which would be no time or all of it, and not 24:00.
    public init(from: WallTime, to: WallTime, days: Set<Weekday> = Set(Weekday.allCases)) {
      precondition(from != to && from.minutes < 1440)
      self.from = from
      self.to = to
      self.days = days.sorted()
    }

    /// Whether it ends on the day after the one it belongs to.
    public var wraps: Bool { to < from }
  }

  /// Where the clocks are.
  public let zone: SiteZone
  /// The windows; none at all means that no time is quiet.
  public let windows: [Window]

  /// From 21:00 to 09:00 every day.
  public static let defaultWindows: [Window] = {
    guard let from = WallTime(hour: 21, minute: 0), let to = WallTime(hour: 9, minute: 0) else {
      return []
    }
    return [Window(from: from, to: to)]
  }()

  /// Creates quiet hours.
  public init(zone: SiteZone, windows: [Window] = QuietHours.defaultWindows) {
    self.zone = zone
    self.windows = windows
  }
}
