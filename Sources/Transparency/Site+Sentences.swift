public import Alerts
public import Site

extension Site {
  /// What became of an alert, in a sentence or two for the shopper whom it was for. They name neither
  /// the alert nor the topic, so that they can be read out at the counter; of one that came they say what
  /// the shopper had agreed to.
  ///
  /// - Parameters:
  ///   - decision: what became of it.
  ///   - language: one in which there are phrases; in any other the sentence is in English.
  ///   - now: when it is said; times of another day come with their date.
  public func sentence(
    for decision: Decision, in language: Language, at now: LedgerTime
  ) -> String {
    let phrases = (try? phrases(in: language)) ?? English()
    let sentence = phrases.sentence(decision) { time in
      let day = zone.day(at: time)
      let midnight = LedgerTime(nanoseconds: Int64(day) * 86_400_000_000_000)
      return phrases.time(
        minute: zone.minuteOfDay(at: time), of: day == zone.day(at: now) ? nil : midnight)
    }
    guard decision.outcome == .send, let alert = policy.alert(decision.candidate.alert),
      let text = wording(of: alert.purpose)?.text
    else { return sentence }
    return "\(sentence) \(phrases.agreement(to: text[language] ?? text.first))"
  }
}

extension WallTime {
  /// A minute of the day, such as `09:00`.
  static func text(minute: Int) -> String {
    WallTime(hour: minute / 60, minute: minute % 60)?.description ?? ""
  }
}
