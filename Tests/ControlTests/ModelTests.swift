import Alerts
import Control
import Foundation
import Proximity
import Testing

@Suite("Control requests")
struct ModelTests {
  static let shown = ShownCode("K7QX").map(ShopperReference.code)
  static let tag = CredentialText("ibeacon: F7826DA6-4FA2-4E98-8024-BC5B71E0893E/1/7")

  /// One of every command.
  static func commands() throws -> [ShopperCommand] {
    let shopper = try #require(shown)
    let name = try #require(DeliveryName("0123456789abcdef0123456789abcdef"))
    return [
      .enrol(EnrolmentRequest(credential: try #require(tag), measuredPower: -59, isMinor: true)),
      .consent(
        shopper, ConsentGiven(purpose: "offers", version: 2, language: "en", method: "counter")),
      .ask(shopper, "offers", language: "de-AT"),
      .show(.pseudonym("shopper-7")), .export(.pseudonym("shopper-7")),
      .explain(shopper, nil), .explain(shopper, "first-flush"),
      .rank(shopper, [.brand("leaf"), .topic("wine")]),
      .unwelcome(.handle(name), message: name, .dismissed),
      .unwelcome(.handle(name), message: name, .ignored),
      .withdraw(shopper, "offers"), .withdraw(.credential(try #require(tag)), nil),
      .erase(shopper), .allow(shopper, "wine", isAllowed: false),
      .cap(shopper, Wishes(limits: [.init(count: 1, seconds: 86_400)], gap: 3_600)),
      .quiet(shopper, [try #require(QuietSpan(from: 1_260, to: 540))]),
      .leaveMeAlone(shopper, .always), .leaveMeAlone(shopper, .no),
      .leaveMeAlone(shopper, .seconds(3_600)),
    ]
  }

  @Test("Every command survives the way to the daemon")
  func roundTrip() throws {
    let commands = try Self.commands()
    #expect(Set(commands.map(\.name)) == Set(ShopperCommand.Name.allCases))
    for command in commands {
      for role in ControlRole.allCases {
        let request = ControlRequest(id: 3, as: role, .shopper(command))
        let data = try JSONEncoder().encode(request)
        #expect(!data.contains(0x0A))
        #expect(try JSONDecoder().decode(ControlRequest.self, from: data) == request)
      }
    }
  }

  @Test("Commands about all alerts go the same way, and the counter may stop but not resume")
  func alerts() throws {
    let commands: [AlertsCommand] = [.show, .stop, .resume, .complain("tasting")]
    #expect(Set(commands.map(\.name)) == Set(AlertsCommand.Name.allCases))
    for command in commands {
      let request = ControlRequest(as: .operator, .alerts(command))
      let data = try JSONEncoder().encode(request)
      #expect(try JSONDecoder().decode(ControlRequest.self, from: data) == request)
    }
    #expect(commands.filter(ControlRole.associate.mayAsk) == [.show, .stop, .complain("tasting")])
    for role in [ControlRole.operator, .privacyOfficer] {
      #expect(commands.allSatisfy(role.mayAsk))
    }
    let reply = ControlReply.alerts(
      AlertsState(
        isStopped: true, complaints: [.init(about: "tasting", count: 2, hasStopped: true)]))
    #expect(
      try JSONDecoder().decode(ControlReply.self, from: JSONEncoder().encode(reply)) == reply)
    #expect(ControlRole.associate.view(of: reply) == reply)
    // The kill switch answers across an update.
    let old = Data(#"{"alerts":{"isStopped":true,"complaints":[]}}"#.utf8)
    #expect(
      try JSONDecoder().decode(ControlReply.self, from: old)
        == .alerts(AlertsState(isStopped: true)))
  }

  @Test("R12: what shoppers ask an associate for goes the same way, and names nobody")
  func associateRequests() throws {
    let code = try #require(AssociateCode("K7QX") ?? AssociateCode("K7CX"))
    let time = LedgerTime(nanoseconds: 1_800_000_000_000_000_000)
    let commands: [AssociateCommand] = [
      .ask(.help, "tea"), .ask(.appointment(time), "tea"), .answer(code), .waiting,
    ]
    #expect(Set(commands.map(\.name)) == Set(AssociateCommand.Name.allCases))
    for command in commands {
      let request = ControlRequest(as: .associate, .associate(command))
      let data = try JSONEncoder().encode(request)
      #expect(try JSONDecoder().decode(ControlRequest.self, from: data) == request)
    }
    var desk = AssociateDesk()
    let asked = try desk.ask(for: .help, at: "tea", now: time, seed: 3)
    let reply = ControlReply.associate(AssociateRequests([asked], wasDelivered: true))
    let data = try JSONEncoder().encode(reply)
    #expect(try JSONDecoder().decode(ControlReply.self, from: data) == reply)
    #expect(
      Mirror(reflecting: asked).children.compactMap(\.label)
        == ["code", "wish", "place", "asked", "expires"])
  }

  @Test("Every reply survives the way back")
  func replies() throws {
    let replies: [ControlReply] = [
      .done(Receipt(number: "42")), .done(Receipt()), .export("{\"a\":\n1}"),
      .enrolled(Enrolled(shopper: "shopper-7", code: ShownCode("K7QX"))),
      .record(ShopperRecord(of: "shopper-7", Page(for: "shopper-7"))),
      .question(
        Question(
          purpose: "offers", isToBeAsked: true, version: 2, language: "en", text: "We tell you.",
          benefit: "Cheaper tea")),
      .explained([
        ExplainedDecision(time: LedgerTime(nanoseconds: 7), alert: "tea", sentence: "Sent: so.")
      ]),
    ]
    for reply in replies {
      let response = ControlResponse(to: 5, reply)
      let data = try JSONEncoder().encode(response)
      #expect(!data.contains(0x0A))
      #expect(try JSONDecoder().decode(ControlResponse.self, from: data) == response)
    }
  }

  @Test("A request reads as people would write it")
  func plainJSON() throws {
    let text = """
      {"version":1,"id":1,"role":"associate",\
      "command":{"name":"withdraw","shopper":{"code":"K7QX"}}}
      """
    let request = try JSONDecoder().decode(ControlRequest.self, from: Data(text.utf8))
    #expect(request == ControlRequest(as: .associate, .withdraw(try #require(Self.shown), nil)))
  }

  @Test("Only the privacy officer may look at a person, and everybody may help one to opt out")
  func roles() throws {
    for command in try Self.commands() {
      let isLook = [.show, .export].contains(command.name)
      #expect(ControlRole.privacyOfficer.mayAsk(command))
      // Why an alert came or did not, whoever stands at the counter may read to the shopper.
      let isExplanation = command.name == .explain
      #expect(ControlRole.operator.mayAsk(command) == (!isLook && !isExplanation))
      #expect(ControlRole.associate.mayAsk(command) != isLook)
    }
  }

  @Test("R22: opting out is open to every role that opting in is open to, by tag and by code")
  func optOutAsOptIn() throws {
    let shopper = try #require(Self.shown)
    let consent = ConsentGiven(purpose: "offers", version: 1, language: "en", method: "counter")
    for role in ControlRole.allCases {
      for way in [shopper, .credential(try #require(Self.tag))] {
        guard role.mayAsk(.consent(way, consent)), role.mayName(way) else { continue }
        #expect(role.mayAsk(.withdraw(way, nil)) && role.mayAsk(.erase(way)))
        #expect(role.mayAsk(.leaveMeAlone(way, .always)))
      }
    }
  }

  @Test("R20, R27: an associate knows a shopper by tag or code, and is shown nothing but a code")
  func associates() throws {
    #expect(!ControlRole.associate.mayName(.pseudonym("shopper-7")))
    #expect(ControlRole.associate.mayName(try #require(Self.shown)))
    let handle = try #require(DeliveryName("0123456789abcdef0123456789abcdef"))
    #expect(!ControlRole.associate.mayName(.handle(handle)))
    let named = ControlReply.enrolled(Enrolled(code: ShownCode("K7QX"), handle: handle))
    #expect(ControlRole.associate.view(of: named) == .enrolled(Enrolled(code: ShownCode("K7QX"))))
    #expect(ControlRole.operator.view(of: named) == .enrolled(Enrolled(handle: handle)))
    let record = ControlReply.record(ShopperRecord(of: "shopper-7", Page(for: "shopper-7")))
    #expect(ControlRole.associate.view(of: record) == .done(Receipt()))
    #expect(ControlRole.associate.view(of: .export("everything")) == .done(Receipt()))
    let enrolled = ControlReply.enrolled(Enrolled(shopper: "shopper-7", code: ShownCode("K7QX")))
    #expect(
      ControlRole.associate.view(of: enrolled) == .enrolled(Enrolled(code: ShownCode("K7QX"))))
    #expect(ControlRole.operator.view(of: enrolled) == .enrolled(Enrolled(shopper: "shopper-7")))
    #expect(ControlRole.operator.view(of: record) == .done(Receipt()))
    #expect(ControlRole.privacyOfficer.view(of: record) == record)
  }

  @Test("R20: no reply has a field for a name, a postcode, a credential or where somebody is")
  func fields() throws {
    let record = ShopperRecord(of: "shopper-7", Page(for: "shopper-7"))
    #expect(
      Mirror(reflecting: record).children.compactMap(\.label) == [
        "shopper", "beacons", "isMinor", "isStaff", "consents", "interests", "preferences",
        "leaveMeAlone", "visits", "pastVisits", "alerts", "decisions", "receipts", "accesses",
      ])
    #expect(
      Mirror(reflecting: Enrolled()).children.compactMap(\.label) == ["shopper", "code", "handle"])
  }

  @Test("A credential, which may be a key, is not shown when somebody prints a request")
  func credentialsAreNotShown() throws {
    for command in try Self.commands() {
      var text = ""
      dump(ControlRequest(as: .associate, .shopper(command)), to: &text)
      #expect(!text.contains("F7826DA6") && !"\(command)".contains("F7826DA6"))
    }
  }

  @Test("Codes, credentials, spans and wishes that make no sense are none")
  func nonsense() throws {
    for text in ["", "K7Q", "K7QXX", "K7Q!", "Kä7", "K7\u{0}X"] { #expect(ShownCode(text) == nil) }
    #expect(ShownCode("k7qx") == ShownCode("K7QX"))
    for text in ["", "a\nb", "a\u{0}", String(repeating: "x", count: 257)] {
      #expect(CredentialText(text) == nil)
    }
    for (from, to) in [(-1, 5), (5, 1_440), (5, 5), (.min, .max)] {
      #expect(QuietSpan(from: from, to: to) == nil)
    }
    let limits: [Wishes.Limit] = [
      .init(count: 101, seconds: 60), .init(count: -1, seconds: 60), .init(count: 1, seconds: 0),
      .init(count: 1, seconds: .max), .init(count: 1, seconds: .min),
    ]
    for limit in limits {
      #expect(throws: ConfigurationError.self) { try Wishes(limits: [limit]).preferences() }
    }
    for gap in [-1, .max, 15 * 86_400] {
      #expect(throws: ConfigurationError.self) { try Wishes(limits: [], gap: gap).preferences() }
    }
    let fine = try Wishes(limits: [.init(count: 1, seconds: 86_400)], gap: 60).preferences()
    #expect(fine.caps == [Cap(count: 1, per: .seconds(86_400))] && fine.gap == .seconds(60))
  }

  @Test("Root and the daemon's own user may speak to it, and nobody else")
  func peers() {
    func peer(_ user: UInt32) -> PeerCredentials {
      PeerCredentials(process: 1, user: user, group: 0)
    }
    #expect(peer(0).maySpeak(to: 1_000) && peer(1_000).maySpeak(to: 1_000))
    #expect(peer(0).maySpeak(to: 0))
    #expect(!peer(1_001).maySpeak(to: 1_000))
    // The group does not matter: in unix groups people are added, and forgotten.
    #expect(!PeerCredentials(process: 1, user: 1_001, group: 1_000).maySpeak(to: 1_000))
    #expect(!peer(1_000).maySpeak(to: 0))
    #expect(!peer(.max).maySpeak(to: 0))
  }
}
