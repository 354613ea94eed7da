import Proximity
import Site
import Testing
import Transparency

@testable import Alerts

@Suite("Explanations")
struct TransparencyTests {
  private let english = Language.explained[0]
  private let german = Language.explained[1]

  @Test("R6: the questions are answered from the settings in force: what, why, how long, who, how")
  func questions() throws {
    let text = try Shop.site().questions(in: english).joined(separator: "\n")
    for heading in [
      "What do you notice of me?", "Why do you do it, and what do I get?", "What if I say no?",
      "How often will I hear from you?", "How long do you keep it?", "Who gets it?",
      "How do I stop it?", "Whom can I ask?",
    ] {
      #expect(text.contains("\n## \(heading)\n"), "\(heading)")
    }
    for words in [
      "We tell you of offers. You get: A cheaper tea", "- entry\n- returns\n",
      "how close: the tea shelf and nursery;",
      "At most 2 alerts in 24 hours, from all brands together.",
      "At least 30 minutes lie between two alerts.", "None from 21:00 to 09:00 on Sundays.",
      "No offers on your first visit.", "leaf and house", "14 days",
      "Shop Ltd: privacy@shop.example",
    ] {
      #expect(text.contains(words), "\(words) is not in \(text)")
    }
    let other = try Shop.site("caps: [{count: 1, per: 7d}]", "gap: 2h", "warm-up: 0")
      .questions(in: english).joined(separator: "\n")
    #expect(other.contains("At most 1 alert in 7 days, from"))
    #expect(other.contains("At least 2 hours lie between"))
    #expect(!other.contains("No offers on your first"))
  }

  @Test("R6: the answers come in the site's languages, with the site's own texts in each")
  func inGerman() throws {
    let text = try Shop.site().questions(in: german).joined(separator: "\n")
    for words in [
      "Wir nennen Ihnen Angebote. Sie bekommen: Ein günstigerer Tee",
      "Höchstens 2 Nachrichten in 24 Stunden, von allen Marken zusammen.",
      "Zwischen zwei Nachrichten liegen mindestens 30 Minuten.",
      "Keine von 21:00 bis 09:00 Uhr sonntags.", "14 Tage", "Wie beende ich das?",
      "wie nah: das Teeregal und nursery;",
      "- Eintritt\n- returns\n",
    ] {
      #expect(text.contains(words), "\(words) is not in \(text)")
    }
    #expect(!text.contains("You ") && !text.contains("We tell you"))
  }

  @Test(
    "A language without phrases, or without texts of the site, is refused and says what there is")
  func languages() throws {
    let french = try #require(Language("fr"))
    let site = try Shop.site(languages: ["en", "fr"])
    #expect(
      throws: TransparencyError.languageUnsupported(french, supported: Language.explained)
    ) { try site.questions(in: french) }
    #expect(
      throws: TransparencyError.languageNotSpoken(german, spoken: [english, french])
    ) { try site.doorNotice(in: german) }
    let error = TransparencyError.languageUnsupported(french, supported: Language.explained)
    #expect(error.description.contains("en, de") && error.description.contains("'fr'"))
  }

  @Test("The notice at the door is short, and says what strangers need to do: nothing")
  func notice() throws {
    for language in Language.explained {
      let lines = try Shop.site().doorNotice(in: language)
      #expect(lines.count < 30)
      #expect(lines.first?.contains("Shop") == true)
      #expect(
        lines.joined().contains(language == english ? "A cheaper tea" : "Ein günstigerer Tee"))
    }
  }

  @Test("The record of processing has every heading of Article 30, and marks what is not stated")
  func record() throws {
    let text = try Shop.site().recordOfProcessing(in: english).joined(separator: "\n")
    for heading in [
      "Controller", "Purposes", "Data subjects", "Categories of data", "Recipients",
      "Time limits for erasure", "Technical and organisational measures",
    ] {
      #expect(text.contains("\n## \(heading)\n"), "\(heading)")
    }
    #expect(text.contains("offers: We tell you of offers. Benefit for the data subject: A cheaper"))
    #expect(text.contains("None outside Shop Ltd."))
    #expect(text.contains("explicit consent (Article 9 (2) (a))"))
    let bare = try Shop.site("controller: ~")
    #expect(
      try bare.recordOfProcessing(in: english).contains(
        "- Name: not stated: add the key 'controller' to the site file"))
    #expect(try Shop.site().recordOfProcessing(in: german).count > 30)
  }

  @Test("A shopper is told why an alert can come, when it does not, and how to stop it")
  func alert() throws {
    let lines = try Shop.site().explanation(of: "tea", in: english)
    for line in [
      "# An offer at Shop: tea, from leaf", "- You said yes to this: We tell you of offers.",
      "- You are near this place: the tea shelf, and have been there for 45 seconds.",
      "- Unless you told us that you like to hear of green tea.", "- On your first visit.",
      "- In quiet hours: from 21:00 to 09:00 on Sundays.", "- Within 1 hour of any other alert.",
      "- More often than 1 alert in 24 hours from this brand.",
      "- Once somebody has complained: it is on trial.", "- After 31 December 2026.",
      "- What you get by it: A cheaper tea",
    ] {
      #expect(lines.contains(line), "\(line) is not in \(lines)")
    }
    let service = try Shop.site().explanation(of: "order", in: english)
    #expect(
      service.contains(
        "- Where only the time is wrong it waits while you are there, and then comes."))
    #expect(!service.contains { $0.contains("under age") })
    let safety = try Shop.site().explanation(of: "spill", in: english)
    #expect(!safety.contains { $0.contains("quiet hours") })
    #expect(
      safety.contains("- If a warning has come already: at most 1 in 24 hours."))
    let german = try Shop.site().explanation(of: "tea", in: german)
    #expect(german.contains("- Sie sind bei diesem Ort: das Teeregal, und das seit 45 Sekunden."))
    #expect(german.contains("- Nach dem 31. Dezember 2026."))
    #expect(german.contains("- Wenn vor weniger als 1 Stunde eine andere Nachricht kam."))
  }

  @Test("An answer that comes in each language is what the shopper reads, one that does not is not")
  func translatedAnswers() throws {
    let order = try Shop.site().explanation(of: "order", in: german)
    #expect(order.contains("- Was Sie davon haben: Kein Warten."))
    let tea = try Shop.site().explanation(of: "tea", in: german)
    #expect(tea.contains("- Was Sie davon haben: Ein günstigerer Tee"))
  }

  @Test("R21: whoever reads along learns no sensitive topic, alert, text or place from it")
  func sensitive() throws {
    for language in Language.explained {
      let text = try Shop.site().explanation(of: "cradle-sale", in: language).joined(
        separator: "\n")
      for word in ["cradle", "maternity", "Cradles", "Wiegen", "nursery"] {
        #expect(!text.contains(word), "\(word) is in \(text)")
      }
      #expect(text.contains(language == english ? "We have news for you" : "Es gibt Neues"))
    }
  }

  @Test("An operator is told every check in its order, with the numbers of the alert")
  func checks() throws {
    let lines = try Shop.site().checks(of: "tea")
    for line in [
      "# Alert 'tea' of 'leaf'", "A promotion for the purpose 'offers', about 'green-tea'.",
      "- The shopper is near or immediate at 'shelf', in a visit of at least 45 seconds.",
      "- What the shopper gets: A taste.",
      "- quietHours: from 21:00 to 09:00 on Sundays, Europe/London.",
      "- venueCap: at most 2 alerts in 24 hours.", "- brandCap: at most 1 alert in 24 hours.",
      "- topicCap: none.", "- ended: it ends on 31 December 2026 (UTC).",
    ] {
      #expect(lines.contains(line), "\(line) is not in \(lines)")
    }
    let codes = Reason.Code.allCases.map(\.rawValue)
    let told = lines.filter { $0.hasPrefix("- ") }
      .flatMap { $0.dropFirst(2).prefix { $0 != ":" }.split(separator: ", ").map(String.init) }
      .filter(codes.contains)
    // Every rule is named once, in the order in which they are laid down.
    let unspoken: Set = ["allowed", "unknownAlert", "notReturning", "sensitiveTopic", "safetyCap"]
    #expect(told == codes.filter { !unspoken.contains($0) })
  }

  @Test("An alert that there is not is refused with those that there are")
  func unknown() throws {
    let site = try Shop.site()
    let error = #expect(throws: TransparencyError.self) {
      try site.explanation(of: "coffee", in: english)
    }
    #expect(
      error?.description
        == "there is no alert 'coffee' in this site; its alerts are tea, order, spill, cradle-sale")
    #expect(throws: TransparencyError.self) { try site.checks(of: "coffee") }
  }

  /// One of each reason, with numbers that can be told apart.
  private static let reasons: [Reason] =
    [
      .allowed, .stopped, .unknownAlert, .ended(LedgerTime(nanoseconds: 0)), .pilotStopped, .erased,
      .withdrawn, .notConsented, .consentOutdated(given: 3, current: 4),
      .consentExpired(LedgerTime(nanoseconds: 0)), .consentChanged, .leaveMeAlone, .notPresent,
      .notReturning, .sensitiveTopic, .notDeclaredInterest, .minor, .staff, .holdOut,
      .warmUp(visit: 1, of: 3), .dwellTooShort(dwell: .seconds(61), required: .seconds(300)),
      .dwellTooShort(dwell: .zero, required: .zero), .duplicate, .clockUntrusted,
      .quietHours(until: nil), .quietHours(until: LedgerTime(nanoseconds: 0)),
      .gap(sinceLast: .zero, required: .seconds(1_200)),
      .gap(sinceLast: .seconds(60), required: .seconds(1_200)), .pageFull,
    ]
    + Reason.Scope.allCases.map {
      .cap(.init(scope: $0, limit: 1, count: 1, window: .seconds(86_400)))
    }

  @Test("R6: each reason is told to the shopper in German, differently, and naming nothing")
  func reasonsInGerman() throws {
    let site = try Shop.site()
    let alert = try #require(site.policy.alert("tea"))
    #expect(Set(Self.reasons.map(\.code)) == Set(Reason.Code.allCases))
    var told: Set<String> = []
    for reason in Self.reasons {
      for outcome in Outcome.allCases {
        let decision = Decision(
          candidate: Candidate(alert, visit: 1, epoch: nil), outcome: outcome, mode: .live,
          reason: reason, retryAt: nil, time: LedgerTime(nanoseconds: 0))
        let sentence = site.sentence(for: decision, in: german, at: decision.time)
        #expect(told.insert(sentence).inserted, "\(sentence)")
        #expect(sentence.hasSuffix(".") || sentence.hasSuffix("“"), "\(sentence)")
        for word in ["tea", "Tee", "leaf", "sent", " the ", " you "] {
          #expect(!sentence.contains(word), "\(sentence)")
        }
      }
    }
  }

  @Test("When the next may come is told by the store's clocks, with the date if it is another day")
  func times() throws {
    let site = try Shop.site()
    let alert = try #require(site.policy.alert("tea"))
    // 23:30 and 09:00 in London, where it is summer.
    let now = LedgerTime(nanoseconds: 1_780_353_000_000_000_000)
    let morning = now + .seconds(34_200)
    let decision = Decision(
      candidate: Candidate(alert, visit: 1, epoch: nil), outcome: .deny, mode: .live,
      reason: .quietHours(until: morning), retryAt: morning, time: now)
    #expect(
      site.sentence(for: decision, in: german, at: now)
        == "Nicht geschickt: es ist Ruhezeit. Die nächste ist möglich ab 09:00 Uhr am 2. Juni 2026."
    )
    #expect(
      site.sentence(for: decision, in: english, at: morning)
        == "Not sent: it is quiet hours. The next is possible from 09:00.")
    var sent = decision
    (sent.outcome, sent.reason) = (.send, .allowed)
    #expect(
      site.reason(for: sent, in: english)
        == "Sent: you have agreed to it, and no rule speaks against it. You agreed to this: “We tell you "
        + "of offers.”")
    // Of a sensitive topic not even the purpose is repeated.
    let cradle = try #require(site.policy.alert("cradle-sale"))
    sent.candidate = Candidate(cradle, visit: 1, epoch: nil)
    #expect(
      site.reason(for: sent, in: german)
        == "Geschickt: Sie haben dem zugestimmt, und keine Regel spricht dagegen.")
  }
}
