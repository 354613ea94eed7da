import Proximity

extension World {
  /// One to four receivers, each watched by a place or two.
  static func floor(_ random: inout SplitMix64) throws(ConfigurationError) -> Floor {
    let count = Int.random(in: 1...4, using: &random)
    let apart = Float(random.uniform(in: 3...(random.happens(0.15) ? 30 : 7)))
    var receivers: [Receiver] = []
    for number in 0..<count {
      let (column, row) = (Float(number % 2), Float(number / 2))
      receivers.append(
        Receiver(
          id: name("receiver", number),
          position: Position(
            x: column * apart + Float(random.uniform(in: -1...1)), y: row * apart,
            z: Float(random.uniform(in: 1...3))),
          offset: random.happens(0.3) ? Float(Int.random(in: -4...4, using: &random)) : 0))
    }
    let isGrouped = count > 1 && random.happens(0.3)
    var places: [Place] = []
    for number in 0..<count {
      var watched = [receivers[number].id]
      if count > 1, random.happens(0.25) { watched.append(receivers[(number + 1) % count].id) }
      let milestones = [5, 10, 30].filter { _ in random.happens(0.5) }.map(Duration.seconds)
      places.append(
        Place(
          id: name("place", number), receivers: watched,
          radius: Float(random.uniform(in: 1.5...4)),
          group: isGrouped && number < 2 ? name("group", 0) : nil, milestones: milestones))
    }
    return try Floor(
      receivers: receivers, places: places,
      exponent: [1.5, 2, 2.5][Int.random(in: 0...2, using: &random)],
      visits: VisitRules(
        minimumDwell: .seconds([0, 2, 5][Int.random(in: 0...2, using: &random)]),
        mergeGap: .seconds([0, 5, 20, 60][Int.random(in: 0...3, using: &random)]),
        memory: .seconds([0, 60, 86_400][Int.random(in: 0...2, using: &random)])))
  }

  /// What the engine is told: sometimes no positions, and after a change another radius or one
  /// place more or less.
  static func sites(
    told truth: Floor, isChanging: Bool, _ random: inout SplitMix64
  ) throws(ConfigurationError) -> [Floor] {
    let knowsPositions = random.happens(0.4)
    var receivers = truth.receivers
    if !knowsPositions { for index in receivers.indices { receivers[index].position = nil } }
    var sites = [
      try Floor(
        receivers: receivers, places: truth.places, exponent: truth.exponent, visits: truth.visits)
    ]
    guard isChanging else { return sites }
    var places = truth.places
    switch Int.random(in: 0...2, using: &random) {
    case 0: places[0].radius += 1
    case 1 where places.count > 1: places.remove(at: Int.random(in: 0...1, using: &random))
    default:
      places.insert(
        Place(id: name("place", 9), receivers: [receivers[0].id], radius: 2), at: 0)
    }
    sites.append(
      try Floor(
        receivers: receivers, places: places, exponent: truth.exponent, visits: truth.visits))
    return sites
  }

  static func name<Subject>(_ kind: String, _ number: Int) -> Identifier<Subject> {
    guard let name = Identifier<Subject>("\(kind)-\(number)") else {
      preconditionFailure("'\(kind)-\(number)' is no name")
    }
    return name
  }
}

extension ZoneRules {
  /// Three ways to tell zones apart: as they are by default, in a hurry, and at the ends of ranges.
  static let inWorlds: [ZoneRules] = [
    ZoneRules(),
    ZoneRules(
      silence: SilenceRules(
        intervals: 3, gaps: 2, gapMemory: .seconds(60), minimum: .seconds(3),
        maximum: .seconds(12), initialInterval: .seconds(1), unhealthyGrace: .seconds(20),
        trackMemory: .seconds(15))),
    ZoneRules(
      belief: BeliefRules(
        enter: 0.6, enterAlone: 0.4, suspect: 0.3, leave: 0.2, settling: .seconds(8)),
      closerConfirmation: .zero, fartherConfirmation: .seconds(3), groupMargin: 0,
      groupConfirmation: .seconds(2), lookWindow: .milliseconds(200),
      silence: SilenceRules(
        gaps: 0, minimum: .seconds(5), maximum: .seconds(20), unhealthyGrace: .zero,
        trackMemory: .zero)),
  ]
}
