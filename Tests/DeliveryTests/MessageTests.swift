import Alerts
import Delivery
import Foundation
import Proximity
import Synchronization
import Testing

@Suite("Messages")
struct MessageTests {
  @Test("An alert is a CloudEvents 1.0 event in structured JSON, byte for byte")
  func alertEvent() throws {
    let event = try #require(CloudEvent(Samples.alert(), from: "/sites/test"))
    let names = try Samples.names()
    let expected = """
      {"data":{"alert":"order-ready","brand":"leaf","handle":"\(names.handle(of: "shopper-7"))",\
      "lockScreenText":"There is news from the shop.",\
      "reason":"Sent: you have agreed to it, and no rule speaks against it.",\
      "text":"Your order is ready at the counter."},"datacontenttype":"application/json",\
      "id":"\(names.key(of: 1, of: "shopper-7"))","source":"/sites/test","specversion":"1.0",\
      "time":"2026-06-01T08:00:00.000Z","type":"beacon-proximity.alert.v1"}
      """
    #expect(String(decoding: event.bytes, as: UTF8.self) == expected)
  }

  @Test("A digest is one event with all its alerts")
  func digestEvent() throws {
    var message = try Samples.alert()
    guard case .alert(let alert) = message.content else { return }
    var other = alert
    other.brand = "mill"
    message.content = .digest([alert, other])
    let event = try #require(CloudEvent(message, from: "/"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(event.bytes)) as? [String: Any])
    #expect(json["type"] as? String == "beacon-proximity.digest.v1")
    let data = try #require(json["data"] as? [String: Any])
    let alerts = try #require(data["alerts"] as? [[String: Any]])
    #expect(alerts.map { $0["brand"] as? String } == ["leaf", "mill"])
    #expect(alerts.allSatisfy { $0["reason"] is String })
  }

  @Test("R20: no field of an alert could hold a name, a pseudonym, an address or a measurement")
  func fields() throws {
    let event = try #require(CloudEvent(Samples.alert(), from: "/"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(event.bytes)) as? [String: Any])
    let data = try #require(json["data"] as? [String: Any])
    #expect(
      Set(data.keys) == ["handle", "alert", "brand", "text", "lockScreenText", "reason"])
    #expect(
      Set(json.keys) == [
        "specversion", "id", "source", "type", "time", "datacontenttype", "data",
      ])
    #expect(!String(decoding: event.bytes, as: UTF8.self).contains("shopper-7"))
  }

  @Test("A text with quotes, line ends or any script stays one JSON string")
  func escaping() throws {
    let text = "\"} ,\n\u{0}\u{2028}</script> Ærø 書店 🫖"
    let event = try #require(CloudEvent(Samples.alert(text: text), from: "/"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(event.bytes)) as? [String: Any])
    #expect((json["data"] as? [String: Any])?["text"] as? String == text)
    #expect(!event.bytes.contains(UInt8(ascii: "\n")))
  }

  @Test("The times at both ends of the range can be told")
  func times() throws {
    for time in [LedgerTime.min, .max, LedgerTime(nanoseconds: -1)] {
      var message = try Samples.alert()
      message.time = time
      #expect(CloudEvent(message, from: "/") != nil)
    }
  }

  @Test("Names are stable, and differ by shopper, reservation, kind and recipient")
  func names() throws {
    let names = try Samples.names()
    let again = try Samples.names()
    let other = try Samples.names(8)
    #expect(names.handle(of: "a") == again.handle(of: "a"))
    #expect(names.key(of: 3, of: "a") == again.key(of: 3, of: "a"))
    let all = [
      names.handle(of: "a").description, names.handle(of: "b").description,
      other.handle(of: "a").description, names.key(of: 1, of: "a").description,
      names.key(of: 2, of: "a").description, other.key(of: 1, of: "a").description,
      names.key(of: 1, of: "a1").description, names.key(of: 11, of: "a").description,
    ]
    #expect(Set(all).count == all.count)
    #expect(all.allSatisfy { $0.count == 32 && $0.allSatisfy(\.isHexDigit) })
    #expect(throws: ConfigurationError.self) {
      try DeliveryNames(secret: Array(repeating: 1, count: 31))
    }
  }

  @Test("A code is four capital letters and digits, or it is none")
  func codes() {
    for code in ["K7QX", "0000", "ZZZZ"] {
      #expect(RequestContent(.associate, code: code) != nil)
    }
    for code in ["", "K7Q", "K7QXX", "k7qx", "K7 X", "Kä7", "K7\u{0}X"] {
      #expect(RequestContent(.associate, code: code) == nil, "\(code)")
    }
  }

  @Test("Standard output prints a line per message, past an open fence only")
  func standardOutput() async throws {
    for format in StandardOutput.Format.allCases {
      let lines = Lines()
      let sink = StandardOutput(format, from: "/sites/test") { lines.append($0) }
      let message = try Samples.alert(text: "Two\nlines.")
      #expect(await sink.deliver(message, past: Fence { .withdrawn }) == .notSent(.withdrawn))
      #expect(lines.all.isEmpty)
      #expect(await sink.deliver(message, past: .open) == .delivered)
      let request = try #require(RequestContent(.associate, code: "K7QX", at: "shoes"))
      let asked = try Message(
        key: Samples.names().key(of: request, at: Samples.time), time: Samples.time,
        content: .request(request))
      #expect(await sink.deliver(asked, past: .open) == .delivered)
      #expect(lines.all.count == 2)
      #expect(lines.all.allSatisfy { !$0.contains("\n") && !$0.contains("shopper-7") })
      #expect(lines.all[1].contains("K7QX") && lines.all[1].contains("shoes"))
    }
  }
}

private final class Lines: Sendable {
  private let lines = Mutex<[String]>([])

  func append(_ line: String) { lines.withLock { $0.append(line) } }
  var all: [String] { lines.withLock { $0 } }
}
