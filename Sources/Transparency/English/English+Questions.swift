internal import Alerts
internal import Proximity
internal import Site

extension English {
  func questions(_ terms: SiteTerms) -> Document {
    Document(
      title: "Beacons at \(terms.site.name): your questions",
      lead: [
        "Whoever works here can answer from this page. It is made from the settings that are in "
          + "force, so that what it says is what happens."
      ],
      sections: [
        what(terms), why(terms), no(terms), often(terms), reasons(terms), long(terms), who(terms),
        stop(terms), people(terms),
      ])
  }

  private func what(_ terms: SiteTerms) -> Document.Section {
    Document.Section(
      heading: "What do you notice of me?",
      paragraphs: [
        "If you said yes, and only then, we notice the Bluetooth beacon that you carry: a loyalty "
          + "tag, or an app in which you switched it on. It tells us three things and no more:"
      ],
      points: [
        "which of these places you are at, and how close: \(list(terms.places));",
        "how long you stay there;",
        "whether you have been there before, and how long ago.",
      ],
      ending: [
        "To the system you are a random number. It does not know your name, your address or your "
          + "health, and it guesses nothing about you. There is no camera and no "
          + "microphone in it.",
        "If you did not say yes you are a stranger: what your phone sends is compared in memory and "
          + "dropped, after 15 minutes at the latest. Nothing of it is written down or passed on.",
      ])
  }

  private func why(_ terms: SiteTerms) -> Document.Section {
    Document.Section(
      heading: "Why do you do it, and what do I get?",
      paragraphs: terms.purposes.isEmpty
        ? ["At the moment we ask for nothing, and do nothing."]
        : ["You can say yes to each of these by itself, or to none:"],
      points: terms.purposes.map { "\($0.text) You get: \($0.benefit)" })
  }

  private func no(_ terms: SiteTerms) -> Document.Section {
    let services = terms.services
    return Document.Section(
      heading: "What if I say no?",
      paragraphs: [
        "Nothing happens to you, and nothing costs more. We ask once and not again."
          + (services.isEmpty ? "" : " Everybody gets this, with a yes or without:")
      ],
      points: services,
      ending: ["You can always ask an associate to come, and look up our guides, without a yes."])
  }

  private func often(_ terms: SiteTerms) -> Document.Section {
    Document.Section(
      heading: "How often will I hear from you?", points: frequency(terms))
  }

  private func reasons(_ terms: SiteTerms) -> Document.Section {
    var section = Document.Section(
      heading: "Why did I get this alert, and why not that one?",
      paragraphs: [
        "Every alert, sent or not, has a reason in one sentence. Ask us to read it to you.",
        "Offers about a topic go only to those who told us that they like to hear of it.",
      ])
    if terms.hasSensitiveTopics {
      section.paragraphs.append(
        "Some topics are nobody's business. You hear of them only if you asked for it yourself, "
          + "and a locked screen does not name them.")
    }
    if terms.isHoldingOut {
      section.paragraphs.append(
        "A few shoppers, drawn by lot, get no offers, so that we can tell whether offers are any use."
      )
    }
    if terms.hasTrials {
      section.paragraphs.append(
        "Some alerts are on trial. A trial has an end, and a complaint stops it.")
    }
    return section
  }

  private func long(_ terms: SiteTerms) -> Document.Section {
    Document.Section(
      heading: "How long do you keep it?",
      points: [
        "What your beacon sends: for minutes, in memory, never on a disk.",
        "When you were here last, so that you are welcome back: "
          + "\(duration(terms.returnMemory)).",
        "Which alerts you got, so that there are not too many: \(duration(terms.memory)).",
        "What you said yes or no to, and what else you asked for: until you say otherwise.",
      ]
        + terms.lasting.map {
          "A yes to '\($0.purpose)' runs out after \(duration($0.lasts)), unless you give it anew."
        })
  }

  private func who(_ terms: SiteTerms) -> Document.Section {
    var paragraphs = ["\(terms.controller), and nobody else."]
    if terms.brands.count > 1 {
      paragraphs.append(
        "The brands here (\(list(terms.brands))) can have an alert sent to you. They do not "
          + "learn who you are or where you were.")
    }
    if terms.hasAlerts {
      paragraphs.append(
        "What brings an alert to your phone gets its text, and a name for you that means nothing to "
          + "anybody else: not when or where you were seen.")
    }
    paragraphs.append(
      "It is not sold, not shared and not matched with anything else; the system has no place to "
        + "enter anybody else.")
    return Document.Section(heading: "Who gets it?", paragraphs: paragraphs)
  }

  private func stop(_ terms: SiteTerms) -> Document.Section {
    Document.Section(
      heading: "How do I stop it?",
      points: [
        "For a while: say \"leave me alone\", in the app or to any of us. You keep your benefits.",
        "For good: show your tag or its code at any counter, or switch it off in the app. It takes "
          + "no document, no form and no reason, and it holds at once.",
        "Without a trace: ask to be erased. What we kept of you can then be read by nobody, and you "
          + "are a stranger again.",
        "Without asking anybody: leave the tag at home, or switch Bluetooth off.",
      ], ending: ["What has been delivered to your phone is beyond our reach."])
  }

  private func people(_ terms: SiteTerms) -> Document.Section {
    var points = ["Anybody who works here."]
    if let controller = terms.site.controller {
      points.append("\(controller.name): \(controller.contact)")
      if let officer = controller.officer { points.append("Our privacy officer: \(officer)") }
    }
    points.append("The data protection authority, with a complaint, at any time.")
    return Document.Section(
      heading: "Whom can I ask?", points: points,
      ending: [
        "You may see what we keep of you, take a copy with you, have it corrected, and have it "
          + "erased. You have the answer within a month."
      ])
  }
}
