internal import Alerts
internal import Proximity
internal import Site

extension German {
  func questions(_ terms: SiteTerms) -> Document {
    Document(
      title: "Funksender (Beacons) bei \(terms.site.name): Ihre Fragen",
      lead: [
        "Wer hier arbeitet, kann mit dieser Seite Auskunft geben. Sie entsteht aus den "
          + "Einstellungen, die gerade gelten: Was hier steht, geschieht auch so."
      ],
      sections: [
        what(terms), why(terms), no(terms), often(terms), reasons(terms), long(terms), who(terms),
        stop(terms), people(terms),
      ])
  }

  private func what(_ terms: SiteTerms) -> Document.Section {
    Document.Section(
      heading: "Was bemerken Sie von mir?",
      paragraphs: [
        "Wenn Sie Ja gesagt haben, und nur dann, bemerken wir den Funksender, den Sie bei sich "
          + "tragen: einen Kundenanhänger oder eine App, in der Sie das eingeschaltet haben. Wir "
          + "erfahren dreierlei und nicht mehr:"
      ],
      points: [
        "an welchem dieser Orte Sie sind und wie nah: \(list(terms.places));",
        "wie lange Sie dort bleiben;",
        "ob Sie schon einmal dort waren und wie lange das her ist.",
      ],
      ending: [
        "Für das System sind Sie eine Zufallszahl. Es kennt weder Ihren Namen noch Ihre Anschrift "
          + "oder Ihre Gesundheit, und es vermutet nichts über Sie. Es hat keine Kamera "
          + "und kein Mikrofon.",
        "Wenn Sie nicht Ja gesagt haben, sind Sie ein Fremder: Was Ihr Telefon sendet, wird im "
          + "Arbeitsspeicher verglichen und nach spätestens 15 Minuten verworfen. Nichts "
          + "davon wird aufgeschrieben oder weitergegeben.",
      ])
  }

  private func why(_ terms: SiteTerms) -> Document.Section {
    Document.Section(
      heading: "Wozu, und was habe ich davon?",
      paragraphs: terms.purposes.isEmpty
        ? ["Zurzeit bitten wir um nichts und tun nichts."]
        : ["Sie können zu jedem Punkt einzeln Ja sagen, oder zu keinem:"],
      points: terms.purposes.map { "\($0.text) Sie bekommen: \($0.benefit)" })
  }

  private func no(_ terms: SiteTerms) -> Document.Section {
    let services = terms.services
    return Document.Section(
      heading: "Und wenn ich Nein sage?",
      paragraphs: [
        "Dann geschieht nichts, und nichts wird teurer. Wir fragen einmal und nicht wieder."
          + (services.isEmpty ? "" : " Das hier bekommen alle, mit Ja oder ohne:")
      ],
      points: services,
      ending: [
        "Jemanden vom Personal rufen und unsere Wegweiser nachschlagen können Sie immer, auch ohne Ja."
      ])
  }

  private func often(_ terms: SiteTerms) -> Document.Section {
    Document.Section(heading: "Wie oft höre ich von Ihnen?", points: frequency(terms))
  }

  private func reasons(_ terms: SiteTerms) -> Document.Section {
    var section = Document.Section(
      heading: "Warum habe ich diese Nachricht bekommen und jene nicht?",
      paragraphs: [
        "Jede Nachricht, ob gesendet oder nicht, hat einen Grund in einem Satz. Wir lesen ihn Ihnen "
          + "gern vor.",
        "Angebote zu einem Thema bekommt nur, wer gesagt hat, dass es ihn interessiert.",
      ])
    if terms.hasSensitiveTopics {
      section.paragraphs.append(
        "Manche Themen gehen niemanden etwas an. Davon hören Sie nur, wenn Sie selbst darum gebeten "
          + "haben, und auf dem Sperrbildschirm steht nichts davon.")
    }
    if terms.isHoldingOut {
      section.paragraphs.append(
        "Einige wenige, die das Los bestimmt, bekommen keine Angebote, damit wir wissen, ob Angebote "
          + "etwas nützen.")
    }
    if terms.hasTrials {
      section.paragraphs.append(
        "Manche Nachrichten sind ein Versuch. Ein Versuch hat ein Ende, und eine Beschwerde beendet "
          + "ihn sofort.")
    }
    return section
  }

  private func long(_ terms: SiteTerms) -> Document.Section {
    Document.Section(
      heading: "Wie lange bewahren Sie das auf?",
      points: [
        "Was Ihr Sender sendet: einige Minuten im Arbeitsspeicher, nie auf einer Festplatte.",
        "Wann Sie zuletzt hier waren, damit wir Sie wieder begrüßen können: "
          + "\(span(terms.returnMemory)).",
        "Welche Nachrichten Sie bekommen haben, damit es nicht zu viele werden: "
          + "\(span(terms.memory)).",
        "Wozu Sie Ja oder Nein gesagt und was Sie sonst verlangt haben: bis Sie es anders sagen.",
      ]
        + terms.lasting.map {
          "Ein Ja zu '\($0.purpose)' gilt \(span($0.lasts)), wenn Sie es nicht erneuern."
        })
  }

  private func who(_ terms: SiteTerms) -> Document.Section {
    var paragraphs = ["\(terms.controller), und sonst niemand."]
    if terms.brands.count > 1 {
      paragraphs.append(
        "Die Marken hier (\(list(terms.brands))) können Ihnen etwas ausrichten lassen. Sie erfahren "
          + "nicht, wer Sie sind und wo Sie waren.")
    }
    if terms.hasAlerts {
      paragraphs.append(
        "Was Ihnen eine Nachricht auf das Telefon bringt, bekommt deren Text und einen Namen für Sie, "
          + "mit dem sonst niemand etwas anfangen kann: nicht, wann oder wo Sie bemerkt wurden.")
    }
    paragraphs.append(
      "Es wird nicht verkauft, nicht geteilt und mit nichts anderem abgeglichen; sonst jemanden "
        + "einzutragen ist im System nicht vorgesehen.")
    return Document.Section(heading: "Wer bekommt es?", paragraphs: paragraphs)
  }

  private func stop(_ terms: SiteTerms) -> Document.Section {
    Document.Section(
      heading: "Wie beende ich das?",
      points: [
        "Für eine Weile: Sagen Sie „Bitte in Ruhe lassen“, in der App oder zu jemandem von uns. Ihre "
          + "Vorteile behalten Sie.",
        "Ganz: Zeigen Sie an irgendeiner Kasse Ihren Anhänger oder seinen Code, oder schalten Sie es "
          + "in der App aus. Ohne Ausweis, ohne Formular, ohne Grund, und es gilt sofort.",
        "Spurlos: Lassen Sie sich löschen. Was wir von Ihnen hatten, kann dann niemand mehr lesen, "
          + "und Sie sind wieder ein Fremder.",
        "Ohne jemanden zu fragen: Lassen Sie den Anhänger zu Hause oder schalten Sie Bluetooth aus.",
      ], ending: ["Was auf Ihrem Telefon schon angekommen ist, können wir nicht zurückholen."])
  }

  private func people(_ terms: SiteTerms) -> Document.Section {
    var points = ["Alle, die hier arbeiten."]
    if let controller = terms.site.controller {
      points.append("\(controller.name): \(controller.contact)")
      if let officer = controller.officer { points.append("Für den Datenschutz: \(officer)") }
    }
    points.append("Die Datenschutzbehörde, jederzeit, mit einer Beschwerde.")
    return Document.Section(
      heading: "Wen kann ich fragen?", points: points,
      ending: [
        "Sie dürfen sehen, was wir von Ihnen haben, eine Kopie mitnehmen, es berichtigen und löschen "
          + "lassen. Die Antwort haben Sie binnen eines Monats."
      ])
  }
}
