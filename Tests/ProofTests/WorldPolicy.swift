import Alerts
import Proximity
import Simulation

extension Policy {
  /// Terms for a world, in which minutes stand for hours.
  static func of(_ world: World, from start: LedgerTime) throws -> Policy {
    var dice = SplitMix64(seed: world.seed, stream: 4)
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &dice) }
    func caps(_ most: Int) -> [Cap] {
      (0..<number(0...most)).map { _ in Cap(count: number(0...3), per: .seconds(number(10...300))) }
    }
    let places = world.sites[0].places.map(\.id)
    let venue = caps(2)
    let gap = Duration.seconds(number(0...40))
    let alerts = (0..<number(1...5)).map { index in
      AlertPolicy(
        id: AlertID("alert-\(index)") ?? "alert", brand: ["a", "b", "c"][number(0...2)],
        purpose: "offers", class: AlertClass.allCases[number(0...2)],
        trigger: Trigger(
          place: places[number(0...places.count - 1)],
          zone: number(0...3) == 0 ? .immediate : .near,
          dwell: number(0...1) == 0 ? .seconds(number(0...20)) : nil, returning: number(0...5) == 0),
        mode: number(0...5) == 0 ? .shadow : .live)
    }
    let night = start + .seconds(number(0...120))
    return try Policy(
      purposes: [Purpose(id: "offers", text: "Offers.", benefit: "Lower prices")], alerts: alerts,
      caps: venue, gap: gap, safetyCap: Cap(count: 1, per: .seconds(60)),
      warmUpVisits: number(0...1),
      arbitration: Arbitration(window: .seconds([0, 0, 5][number(0...2)])),
      allowsDigests: number(0...1) == 0,
      quiet: number(0...1) == 0
        ? .never
        : QuietCalendar(covering: .min ..< .max, quiet: [night..<night + .seconds(30)]))
  }
}
