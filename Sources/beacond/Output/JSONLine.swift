import Alerts
import Foundation
import Gateway
import Proximity

/// One JSON object on one line, its members in the order in which they were added.
struct JSONLine {
  private var text = "{"

  var line: String { text + "}" }

  mutating func add(_ name: String, _ value: String?) { add(name, raw: value.map(Self.quoted)) }
  mutating func add(_ name: String, _ value: Int?) { add(name, raw: value.map { "\($0)" }) }
  mutating func add(_ name: String, _ value: Bool) { add(name, raw: "\(value)") }
  /// Adds a number that is finite.
  mutating func add(_ name: String, _ value: Float?) { add(name, raw: value.map { "\($0)" }) }
  mutating func add(_ name: String, _ value: Instant?) { add(name, raw: value?.decimalSeconds) }
  mutating func add(_ name: String, _ value: Duration?) {
    add(name, raw: value.map { Instant(nanoseconds: $0.inNanoseconds).decimalSeconds })
  }
  mutating func add(_ name: String, _ value: JSONLine?) { add(name, raw: value?.line) }
  mutating func add(_ name: String, _ values: [JSONLine]) { add(name, list: values.map(\.line)) }
  mutating func add(_ name: String, _ values: [String]) {
    add(name, list: values.map(Self.quoted))
  }

  private mutating func add(_ name: String, list values: [String]) {
    add(name, raw: "[\(values.joined(separator: ","))]")
  }

  private mutating func add(_ name: String, raw value: String?) {
    if text.utf8.count > 1 { text += "," }
    text += "\"\(name)\":\(value ?? "null")"
  }

  private static func quoted(_ value: String) -> String {
    let isPlain = value.utf8.allSatisfy {
      (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    guard !isPlain else { return "\"\(value)\"" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    guard let data = try? encoder.encode(value) else {
      preconditionFailure("every string has a JSON form")
    }
    return String(decoding: data, as: UTF8.self)
  }
}

extension Instant {
  /// Seconds since the origin, exactly, without trailing zeros.
  var decimalSeconds: String {
    let magnitude = nanoseconds.magnitude
    let whole = "\(nanoseconds < 0 ? "-" : "")\(magnitude / 1_000_000_000)"
    let rest = magnitude % 1_000_000_000
    guard rest > 0 else { return whole }
    let digits = String(rest + 1_000_000_000).dropFirst()
    return "\(whole).\(digits.prefix { _ in true }.trimmingZeros)"
  }
}

extension Substring {
  fileprivate var trimmingZeros: Substring {
    var text = self
    while text.last == "0" { text.removeLast() }
    return text
  }
}

extension GatewayEvent {
  /// The event as a line of `replay --format jsonl`.
  func jsonLine(saying time: (LedgerTime) -> String) -> String {
    switch self {
    case .fact(.near(let near), let shopper, let place):
      var json = JSONLine()
      json.add("event", "zone")
      json.add("time", near.time)
      json.add("since", near.since)
      json.add("shopper", shopper.description)
      json.add("place", place.description)
      json.add("zone", near.zone.description)
      return json.line
    case .fact(.dwell(let dwell), let shopper, let place):
      return Self.visitLine(dwell, shopper, place)
    case .fact(.return(let back), let shopper, let place):
      let entered = Dwell(
        shopper: back.shopper, place: back.place, phase: .entered, dwell: back.dwell,
        away: back.away, time: back.time, since: back.since)
      return Self.visitLine(entered, shopper, place)
    case .decision(let decision, let shopper, let at):
      var json = JSONLine()
      json.add("event", "decision")
      json.add("time", at)
      json.add("shopper", shopper.description)
      json.add("alert", decision.candidate.alert.description)
      json.add("brand", decision.candidate.brand.description)
      json.add("outcome", decision.outcome.rawValue)
      json.add("mode", decision.mode.rawValue)
      json.add("reason", decision.reason.code.rawValue)
      json.add("text", decision.sentence(for: .shopper, saying: time))
      return json.line
    }
  }

  /// A visit as a line of `replay --format jsonl`.
  static func visitLine(_ dwell: Dwell, _ shopper: ShopperID, _ place: PlaceID) -> String {
    var json = JSONLine()
    json.add("event", "visit")
    json.add("phase", dwell.phase == .lost ? "departed" : "\(dwell.phase)")
    json.add("time", dwell.time)
    json.add("since", dwell.since)
    json.add("shopper", shopper.description)
    json.add("place", place.description)
    json.add("dwell", dwell.dwell)
    json.add("returned", dwell.away != nil)
    json.add("away", dwell.away)
    return json.line
  }
}

extension ReplaySummary {
  /// The last line of `replay --format jsonl`.
  var jsonLine: String {
    var json = JSONLine()
    json.add("event", "summary")
    json.add("reports", reports)
    json.add("malformed", malformed)
    json.add("unavailable", unavailable)
    json.add("late", late)
    json.add("strangers", strangers)
    json.add("resolved", resolved)
    json.add("facts", facts)
    json.add("decisions", decisions)
    return json.line
  }
}
