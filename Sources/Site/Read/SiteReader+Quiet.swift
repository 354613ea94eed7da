extension SiteReader {
  /// Reads the quiet hours; the default ones when the key is missing, none for an empty list.
  mutating func quietWindows(_ item: Item?) -> [QuietHours.Window] {
    guard item != nil else { return QuietHours.defaultWindows }
    var windows: [QuietHours.Window] = []
    for item in list(item, of: "quiet hours", atMost: 64) ?? [] {
      let fields = fields(
        item, required: ["from": "\"21:00\"", "to": "\"09:00\""], optional: ["days"])
      let from = wallTime(fields?["from"])
      let to = wallTime(fields?["to"])
      let days = days(fields?["days"])
      guard let from, let to, let days else { continue }
      guard from.minutes < 1440 else {
        report(item, "expected 'from' before 24:00", advice: "write \"00:00\" of the next day")
        continue
      }
      guard from != to else {
        report(
          item, "expected 'from' and 'to' to differ, found \(from) twice",
          advice: "for the whole day write from \"00:00\" to \"24:00\"")
        continue
      }
      windows.append(QuietHours.Window(from: from, to: to, days: days))
    }
    return windows
  }

  private mutating func wallTime(_ item: Item?) -> WallTime? {
    guard let item else { return nil }
    guard case .text(let text, _) = item.content, let time = WallTime(text) else {
      expected("a time from \"00:00\" to \"24:00\"", item, advice: "write hours and minutes")
      return nil
    }
    return time
  }

  private mutating func days(_ item: Item?) -> Set<Weekday>? {
    guard item != nil else { return Set(Weekday.allCases) }
    guard let items = list(item, of: "days", atLeast: 1, atMost: 7) else { return nil }
    var days: Set<Weekday> = []
    for item in items {
      guard case .text(let text, _) = item.content, let day = Weekday(text) else {
        expected("one of mon, tue, wed, thu, fri, sat, sun", item)
        return nil
      }
      if !days.insert(day).inserted {
        report(item, "expected each day once, found \(day.name) again")
      }
    }
    return days
  }

  /// Reads the name of a time zone.
  mutating func zone(_ item: Item?) -> SiteZone? {
    guard let item else { return nil }
    guard case .text(let text, _) = item.content, let zone = SiteZone(text) else {
      var advice = "write a name such as Europe/London"
      if !SiteZone.machineKnowsZones {
        advice = "this machine knows no time zones: install tzdata"
      } else if case .text(let text, _) = item.content, let name = SiteZone.nearest(to: text) {
        advice = "did you mean '\(name)'?"
      }
      expected("a time zone of the IANA database", item, advice: advice)
      return nil
    }
    return zone
  }
}
