import Alerts
import Benchmark
import Proximity

func decideBenchmarks() {
  let day = Duration.seconds(86_400)
  decide("decide/default caps", caps: [], day)
  decide(
    "decide/ten caps in five scopes",
    caps: [Cap(count: 90, per: day), Cap(count: 100, per: day * 7)], day)
}

/// A decision to send, in the middle of a visit, with 16 sends in the log of the last 14 days.
private func decide(_ name: String, caps: [Cap], _ day: Duration) {
  Benchmark(
    name,
    closure: { (benchmark: Benchmark, state: Box<Deliberation>) in
      let deliberation = state.value
      for _ in benchmark.scaledIterations {
        blackHole(
          decide(
            deliberation.candidate, deliberation.page, deliberation.moment, deliberation.policy))
      }
    },
    setup: { Box(try Deliberation(caps: caps, day)) })
}

private struct Deliberation {
  struct NothingDue: Error {}

  let policy: Policy
  let page: Page
  let candidate: Candidate
  let moment: Moment

  init(caps: [Cap], _ day: Duration) throws {
    let (alert, policy) = try Self.policy(caps: caps)
    var page = Page(for: "shopper")
    var time = LedgerTime(nanoseconds: 1_700_000_000_000_000_000)
    func take(_ event: Event, _ policy: Policy) {
      page = step(page, event, Moment(now: time), policy).page
    }
    take(.consented(alert.purpose, version: 1, epoch: Epoch(rawValue: 1)), policy)
    if let topic = alert.topic { take(.declared(topic), policy) }
    take(.preferred(try Preferences(caps: caps)), policy)
    // One alert in 21 hours keeps to the default cap in 24 hours, not always to that in 7 days.
    for _ in 0..<16 {
      time = time + .seconds(21 * 3600)
      take(.zone(alert.trigger.place, .near), policy)
      take(.visit(alert.trigger.place, since: time, dwell: .seconds(9), away: nil), policy)
      take(.departed(alert.trigger.place), policy)
    }
    // The visit of this decision goes on, and nothing has been decided in it.
    time = time + day * 3
    let silent = try Policy(purposes: policy.purposes, alerts: [], quiet: .never)
    take(.zone(alert.trigger.place, .near), silent)
    take(.visit(alert.trigger.place, since: time, dwell: .seconds(9), away: nil), silent)
    guard let candidate = page.candidate(for: alert),
      decide(candidate, page, Moment(now: time), policy).outcome == .send
    else { throw NothingDue() }
    self.policy = policy
    self.page = page
    self.candidate = candidate
    moment = Moment(now: time)
  }

  private static func policy(caps: [Cap]) throws -> (AlertPolicy, Policy) {
    let (purpose, topic, channel): (PurposeID, TopicID, ChannelID) = ("offers", "tea", "push")
    let alert = AlertPolicy(
      id: "tasting", brand: "kettle", purpose: purpose, class: .promotion, topic: topic,
      channel: channel, trigger: Trigger(place: "tea"), caps: caps)
    let policy = try Policy(
      purposes: [Purpose(id: purpose, text: "We tell you of offers.", benefit: "Offers.")],
      alerts: [alert], topics: [Topic(id: topic, caps: caps)],
      channels: [Channel(id: channel, caps: caps)],
      caps: caps.isEmpty ? Policy.defaultCaps : caps, warmUpVisits: 0, quiet: .never)
    return (alert, policy)
  }
}
