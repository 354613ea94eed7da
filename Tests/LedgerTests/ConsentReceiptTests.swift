import Alerts
import Foundation
import Ledger
import LedgerConformance
import Proximity
import Testing

@Suite("Receipts")
struct ConsentReceiptTests {
  @Test("A receipt is JSON with the fields of Consent Receipt Specification 1.1, and reads back")
  func json() throws {
    let shopper = try Sample.shopper(1)
    let until = Sample.noon.now + .seconds(365 * 86_400)
    let receipt = try Sample.receipt(1, by: shopper, until: until)
    let data = try JSONEncoder().encode(receipt)
    #expect(try JSONDecoder().decode(ConsentReceipt.self, from: data) == receipt)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["version"] as? String == "KI-CR-v1.1.0")
    #expect(object["jurisdiction"] as? String == "DE")
    #expect(object["consentTimestamp"] as? Int == 1_779_000_000)
    #expect(object["collectionMethod"] as? String == "at the counter")
    #expect(object["consentReceiptID"] as? String == "00000000-0000-4000-8000-000000000001")
    #expect(object["language"] as? String == "en")
    #expect(object["piiPrincipalId"] as? String == "\(shopper)")
    #expect(object["policyUrl"] as? String == "https://example.org/privacy")
    #expect(object["sensitive"] as? Bool == false)
    #expect((object["spiCat"] as? [Any])?.isEmpty == true)
    let controllers = try #require(object["piiControllers"] as? [[String: Any]])
    #expect(controllers.map { $0["piiController"] as? String } == ["The shop"])
    let services = try #require(object["services"] as? [[String: Any]])
    let purposes = try #require(services[0]["purposes"] as? [[String: Any]])
    #expect(services[0]["service"] as? String == "The shop")
    #expect(purposes[0]["purpose"] as? String == "We tell you of lower prices.")
    #expect(purposes[0]["consentType"] as? String == "EXPLICIT")
    #expect(purposes[0]["thirdPartyDisclosure"] as? Bool == false)
  }

  @Test("A consent covers its own wording until it expires or is withdrawn")
  func covers() throws {
    let shopper = try Sample.shopper(1)
    let noon = Sample.noon.now
    let until = noon + .seconds(60)
    let given = try Sample.receipt(1, by: shopper, until: until)
    let withdrawn = try Sample.receipt(2, .withdrawn, by: shopper)
    #expect(Consents([given]).covers("offers", version: 1, at: noon))
    #expect(!Consents([given]).covers("offers", version: 2, at: noon))
    #expect(!Consents([given]).covers("presence", version: 1, at: noon))
    #expect(!Consents([given]).covers("offers", version: 1, at: until))
    #expect(!Consents([given, withdrawn]).covers("offers", version: 1, at: noon))
    #expect(Consents([withdrawn, given]).covers("offers", version: 1, at: noon))
    #expect(!Consents([]).covers("offers", version: 1, at: noon))
  }

  @Test("Receipt numbers are random UUIDs of version 4, and nothing else is one")
  func numbers() throws {
    var generator = SystemRandomNumberGenerator()
    let numbers = (0..<100).map { _ in ReceiptNumber.random(using: &generator) }
    #expect(Set(numbers).count == 100)
    for number in numbers { #expect(ReceiptNumber(number.description) == number) }
    for text in [
      "", "00000000-0000-1000-8000-000000000001", "00000000-0000-4000-c000-000000000001",
      "00000000-0000-4000-8000-00000000000G", "00000000-0000-4000-8000-0000000000011",
    ] { #expect(ReceiptNumber(text) == nil) }
  }

  @Test("A credential never prints, and takes no text that could break a line or fill a disk")
  func credentials() throws {
    let credential = try #require(KeptCredential(kind: "irk", text: "00ff"))
    var dumped = ""
    dump(credential, to: &dumped)
    for text in ["\(credential)", String(reflecting: credential), dumped] {
      #expect(!text.contains("00ff"))
    }
    let long = String(repeating: "a", count: LedgerLimits.credentialBytes + 1)
    for (kind, text) in [
      ("irk", ""), ("irk", "a\u{0}b"), ("irk", "a\nb"), ("irk", long), ("", "a"), ("IRK", "a"),
      ("i k", "a"), (String(repeating: "k", count: 33), "a"),
    ] { #expect(KeptCredential(kind: kind, text: text) == nil) }
    let bad = Data(#"{"kind":"irk","text":""}"#.utf8)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(KeptCredential.self, from: bad)
    }
  }

  @Test("A pseudonym with NUL or of 10 MB is none")
  func pseudonyms() {
    for text in ["a\u{0}b", String(repeating: "a", count: 10 << 20)] {
      #expect(ShopperID(text) == nil)
    }
  }

  @Test("A retention is 1 hour to 30 days")
  func retention() throws {
    #expect(Retention.standard.period == .seconds(14 * 86_400))
    #expect(try Retention(.seconds(30 * 86_400)).period == .seconds(30 * 86_400))
    for period in [Duration.zero, .seconds(3_599), .seconds(30 * 86_400 + 1)] {
      #expect(throws: LedgerError.self) { try Retention(period) }
    }
  }
}
