import Testing

@Suite("beacond replay: events")
struct ReplayEventTests {
  private func afternoon() throws -> Beacond.Run {
    let folder = try Folder()
    let run = try folder.replay(folder.csv(Shop.afternoon))
    #expect(run.code == 0)
    #expect(run.errors == "")
    return run
  }

  @Test("Each event has exactly its keys, in order, and values of their types")
  func schemas() throws {
    let keys = [
      "zone": ["event", "time", "since", "shopper", "place", "zone"],
      "visit": [
        "event", "phase", "time", "since", "shopper", "place", "dwell", "returned", "away",
      ],
      "decision": [
        "event", "time", "shopper", "alert", "brand", "outcome", "mode", "reason", "text",
      ],
      "summary": [
        "event", "reports", "malformed", "unavailable", "late", "strangers", "resolved", "facts",
        "decisions",
      ],
    ]
    var seen: Set<String> = []
    for object in try afternoon().objects {
      let event = try #require(object["event"]?.text)
      seen.insert(event)
      #expect(object.keys == keys[event])
      for (key, value) in object.keys.map({ ($0, object[$0]) }) {
        switch key {
        case "time", "since", "dwell": #expect(value?.number != nil, "\(key) of \(event)")
        case "away": #expect(value == .null || value?.number != nil)
        case "returned": #expect(value?.flag == (object["away"] != .null))
        case _ where event == "summary" && key != "event": #expect(value?.integer != nil)
        default: #expect(value?.text?.isEmpty == false, "\(key) of \(event)")
        }
      }
    }
    #expect(seen == Set(keys.keys))
  }

  @Test("Zones, phases, outcomes, modes and ids are words of the contract and the site")
  func words() throws {
    let words: [String: Set<String>] = [
      "zone": ["immediate", "near", "far", "unknown"],
      "phase": ["entered", "dwelled", "departed", "open"],
      "outcome": ["send", "deny", "defer"], "mode": ["live", "shadow"],
      "shopper": ["anna", "bert"], "place": ["entrance", "tea"], "alert": ["ready", "deal"],
      "brand": ["house", "leaf"],
    ]
    for object in try afternoon().objects {
      for (key, allowed) in words {
        if let word = object[key]?.text { #expect(allowed.contains(word), "\(key)") }
      }
    }
  }

  @Test("Time never decreases, and since is never after it; the summary comes last and once")
  func times() throws {
    let objects = try afternoon().objects
    var last = 0.0
    for object in objects.dropLast() {
      let time = try #require(object["time"]?.number)
      #expect(time >= last)
      last = time
      if let since = object["since"]?.number { #expect(since <= time) }
    }
    #expect(objects.last?["event"] == .text("summary"))
    #expect(objects.count { $0["event"] == .text("summary") } == 1)
  }

  @Test("The summary's counts add up, and count what was printed")
  func sums() throws {
    let run = try afternoon()
    let summary = try #require(try run.objects.last)
    let parts = ["malformed", "unavailable", "late", "strangers", "resolved"]
    let sum = parts.reduce(0) { $0 + (summary[$1]?.integer ?? 0) }
    #expect(summary["reports"]?.integer == sum)
    #expect(sum == Shop.afternoon.count)
    #expect(summary["strangers"]?.integer == Shop.afternoon.count { $0.beacon == "stranger-9" })
    let visits = try run.objects("visit").count { $0["phase"] != .text("open") }
    #expect(summary["facts"]?.integer == (try run.objects("zone").count) + visits)
    #expect(summary["decisions"]?.integer == (try run.objects("decision").count))
  }

  @Test("A visit is entered, dwells, departs, and the next one is a return with the time away")
  func visits() throws {
    let visits = try afternoon().objects("visit").filter {
      $0["shopper"] == .text("anna") && $0["place"] == .text("tea")
    }
    #expect(
      visits.map { "\($0["phase"]?.text ?? "") \($0["returned"]?.flag ?? false)" } == [
        "entered false", "dwelled false", "departed false", "entered true", "dwelled true",
        "departed true",
      ])
    func second(_ key: String, _ index: Int) throws -> Double {
      try #require(visits[index][key]?.number)
    }
    // Heard from 0 s to 39.5 s and from 200 s on; the minimum dwell is 5 s, the merge gap 60 s.
    let late = Shop.untilPresence
    #expect(try second("since", 0) == Shop.start + late)
    #expect(try second("time", 0) == Shop.start + late + 5)
    #expect(try second("since", 2) == Shop.start + 39.5)
    #expect(try second("time", 2) == Shop.start + 99.5)
    #expect(try second("dwell", 2) == 39.5 - late)
    #expect(try second("since", 3) == Shop.start + 200 + late)
    #expect(try second("away", 3) == 160.5 + late)
    #expect(visits[0]["away"] == .null)
  }

  @Test("A visit that goes on at the end comes as open, and nothing is told past the last report")
  func open() throws {
    let folder = try Folder()
    let run = try folder.replay(folder.csv(Shop.stay(0..<20)))
    let open = try run.objects("visit").filter { $0["phase"] == .text("open") }
    #expect(open.count == 1)
    #expect(open.first?["since"]?.number == Shop.start + Shop.untilPresence)
    #expect(open.first?["dwell"]?.number == 19.5 - Shop.untilPresence)
    for object in try run.objects.dropLast() {
      #expect(try #require(object["time"]?.number) <= Shop.start + 19.5)
    }
    #expect(try run.objects("visit").contains { $0["phase"] == .text("departed") } == false)
  }

  @Test("Strangers' reports let time pass: who has left departs while they are heard")
  func strangersTime() throws {
    let folder = try Folder()
    let run = try folder.replay(
      folder.csv(Shop.stay(0..<20) + Shop.stay(20..<120, "stranger-9")))
    let phases = try run.objects("visit").compactMap { $0["phase"]?.text }
    #expect(phases == ["entered", "departed"])
    #expect(try run.objects("visit").last?["time"]?.number == Shop.start + 79.5)
  }

  @Test("One decision for each visit, alert and outcome")
  func decisions() throws {
    let run = try afternoon()
    var seen: Set<String> = []
    var visit = 0
    for object in try run.objects where object["shopper"] == .text("anna") {
      if object["phase"] == .text("entered"), object["place"] == .text("tea") { visit += 1 }
      guard object["event"] == .text("decision") else { continue }
      let parts = try ["alert", "outcome"].map { try #require(object[$0]?.text) }
      #expect(seen.insert("\(visit) \(parts)").inserted)
    }
    let decisions = try run.objects("decision").map {
      "\($0["alert"]?.text ?? "") \($0["outcome"]?.text ?? "") \($0["reason"]?.text ?? "")"
    }
    // The second visit comes within the gap of 20 minutes; Bert consented to no alert.
    #expect(
      decisions == [
        "ready send allowed", "deal deny warmUp", "ready deny notConsented",
        "deal deny notConsented", "ready defer gap", "deal deny warmUp",
      ])
  }

  @Test("In quiet hours a service waits for their end, at that moment")
  func quietHours() throws {
    let folder = try Folder()
    // Quiet by default until 09:00 in London, which is an hour before the shop's start.
    let site = try folder.write(
      "quiet.yaml",
      Shop.site().replacing("quiet-hours: []", with: ""))
    let walk = try folder.csv(Shop.stay(-3660..<(-3540)))
    let run = try Beacond.run(
      ["replay", "--site", site, "--format", "jsonl", walk], in: folder)
    let decisions = try run.objects("decision").map {
      "\((try #require($0["time"]?.number)) - Shop.start) \($0["alert"]?.text ?? "") "
        + "\($0["outcome"]?.text ?? "") \($0["reason"]?.text ?? "")"
    }
    let entered = -3660 + Shop.untilPresence + 5
    #expect(
      decisions == [
        "\(entered) ready defer quietHours", "\(entered) deal deny warmUp",
        "-3600.0 ready send allowed",
      ])
  }

  @Test("A track starts unknown: the first zone told is not unknown, and zones alternate")
  func zones() throws {
    var last: [String: String] = [:]
    for object in try afternoon().objects("zone") {
      let track = "\(object["shopper"]?.text ?? "") \(object["place"]?.text ?? "")"
      let zone = try #require(object["zone"]?.text)
      #expect(zone != last[track, default: "unknown"])
      last[track] = zone
    }
  }

  @Test("The table says the same in words, with the sums at its end")
  func table() throws {
    let folder = try Folder()
    let run = try Beacond.run(
      ["replay", "--site", folder.site(), folder.csv(Shop.afternoon)], in: folder)
    #expect(run.code == 0)
    #expect(run.lines.first == "Sat 16 May 2026")
    #expect(run.lines.contains("10:00:05  anna     tea       entered at 10:00:00"))
    #expect(
      run.lines.contains { $0.hasPrefix("10:00:05  anna     tea       SEND ready: Sent: you have") }
    )
    #expect(run.lines.suffix(2).first?.hasPrefix("\(Shop.afternoon.count) reports: ") == true)
  }
}
