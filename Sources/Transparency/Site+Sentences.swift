public import Alerts
public import Site

extension Site {
  /// What became of an alert, in a sentence for the shopper whom it was for. It names neither the alert
  /// nor the topic, so that it can be read out at the counter.
  ///
  /// - Parameters:
  ///   - decision: what became of it.
  ///   - language: one in which there are phrases; in any other the sentence is in English.
  ///   - now: when it is said; times of another day come with their date.
  public func sentence(
    for decision: Decision, in language: Language, at now: LedgerTime
  ) -> String {
    let phrases = (try? phrases(in: language)) ?? English()
    return phrases.sentence(decision) { time in
      let day = zone.day(at: time)
      let midnight = LedgerTime(nanoseconds: Int64(day) * 86_400_000_000_000)
      return phrases.time(
        minute: zone.minuteOfDay(at: time), of: day == zone.day(at: now) ? nil : midnight)
    }
  }

  /// Why an alert comes, to go with it: the sentence, and the text that the shopper agreed to unless the
  /// topic is sensitive.
  ///
  /// - Parameters:
  ///   - decision: to send it, taken just now, so that the present text is what was agreed to.
  ///   - language: one in which there are phrases; in any other it is in English.
  public func reason(for decision: Decision, in language: Language) -> String {
    let sentence = sentence(for: decision, in: language, at: decision.time)
    guard let alert = policy.alert(decision.candidate.alert),
      !policy.topics.contains(where: { $0.id == alert.topic && $0.isSensitive }),
      let text = wording(of: alert.purpose)?.text
    else { return sentence }
    let phrases = (try? phrases(in: language)) ?? English()
    return "\(sentence) \(phrases.agreement(to: text[language] ?? text.first))"
  }

  /// What the purpose that gates the facts says where the file gives it no text of its own.
  ///
  /// - Parameter language: one in which there are phrases; in any other it is in English.
  public static func presenceText(in language: Language) -> String {
    ((try? phrases(in: language)) ?? English()).presence
  }
}

extension WallTime {
  /// A minute of the day, such as `09:00`.
  static func text(minute: Int) -> String {
    WallTime(hour: minute / 60, minute: minute % 60)?.description ?? ""
  }
}
