import Alerts
import Proximity

/// What a venue lays down about all alerts.
struct VenueRules {
  var channels: [Channel] = []
  var caps = Policy.defaultCaps
  var gap = Policy.defaultGap
  var warmUpVisits = Policy.defaultWarmUpVisits
  var holdOut = HoldOut()
  var arbitration = Arbitration.none
  var allowsDigests = false
}

extension SiteReader {
  /// Reads what holds for all alerts, noting the names of the channels.
  mutating func venueRules(_ fields: Fields, _ names: inout Names<Channel>) -> VenueRules {
    var rules = VenueRules()
    rules.channels = channels(fields["channels"], &names)
    rules.caps = caps(fields["caps"]) ?? rules.caps
    rules.gap =
      duration(fields["gap"], "a duration", in: .zero...PageLimits.memory) ?? rules.gap
    rules.warmUpVisits =
      wholeNumber(fields["warm-up"], "a number of visits", in: 0...1000) ?? rules.warmUpVisits
    rules.holdOut = holdOut(fields["hold-out"])
    rules.arbitration = arbitration(fields["arbitration"])
    rules.allowsDigests = flag(fields["digest"]) ?? false
    return rules
  }

  private mutating func channels(_ item: Item?, _ names: inout Names<Channel>) -> [Channel] {
    guard let items = list(item, of: "channels", atMost: 64) else {
      names.isComplete = item == nil
      return []
    }
    return items.compactMap { item in
      let fields = fields(item, required: ["id": "push"], optional: ["caps"])
      let id = declaration(fields?["id"], in: &names)
      let caps = caps(fields?["caps"]) ?? []
      return id.map { Channel(id: $0, caps: caps) }
    }
  }

  private mutating func holdOut(_ item: Item?) -> HoldOut {
    let fields = fields(item, required: ["percent": "5"], optional: ["seed"])
    let percent = number(fields?["percent"], "percent", in: 0...100)
    let seed = wholeNumber(fields?["seed"], "a number", in: 0...Int.max)
    return HoldOut(share: Int(((percent ?? 0) * 100).rounded()), seed: UInt64(seed ?? 0))
  }

  /// A live site collects for 30 s unless it says otherwise. A replay decides each alert as it becomes
  /// due: the recording may end before the time is up.
  private mutating func arbitration(_ item: Item?) -> Arbitration {
    guard item != nil else { return use == .live ? Arbitration() : .none }
    let fields = fields(item, required: [:], optional: ["window", "seed"])
    let window = duration(fields?["window"], "a duration", in: Arbitration.windows)
    let seed = wholeNumber(fields?["seed"], "a number", in: 0...Int.max)
    return Arbitration(window: window ?? Arbitration.defaultWindow, seed: UInt64(seed ?? 0))
  }
}
