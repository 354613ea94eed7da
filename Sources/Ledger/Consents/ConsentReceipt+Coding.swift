internal import Alerts
internal import Proximity

/// The encoded form: the JSON of Consent Receipt Specification 1.1, times in seconds.
extension ConsentReceipt: Codable {
  private enum CodingKeys: String, CodingKey {
    case version, jurisdiction, consentTimestamp, collectionMethod
    case number = "consentReceiptID"
    case language
    case principal = "piiPrincipalId"
    case controllers = "piiControllers"
    case policyURL = "policyUrl"
    case services
    case isSensitive = "sensitive"
    case categories = "spiCat"
    case said, expires
    case exactTime = "consentNanoseconds"
  }

  private struct Service: Codable {
    var service: String
    var purposes: [ConsentedPurpose]
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let version = try container.decode(String.self, forKey: .version)
    let services = try container.decode([Service].self, forKey: .services)
    guard version == Self.version, services.count == 1 else {
      throw DecodingError.dataCorruptedError(
        forKey: .version, in: container,
        debugDescription: "not a receipt of \(Self.version) for one service")
    }
    number = try container.decode(ReceiptNumber.self, forKey: .number)
    said = try container.decode(Said.self, forKey: .said)
    let seconds = try container.decode(Int64.self, forKey: .consentTimestamp)
    let exact = try container.decodeIfPresent(LedgerTime.self, forKey: .exactTime)
    time = exact ?? LedgerTime(nanoseconds: 0) + .seconds(seconds)
    expires = try container.decodeIfPresent(LedgerTime.self, forKey: .expires)
    jurisdiction = try container.decode(String.self, forKey: .jurisdiction)
    method = try container.decode(String.self, forKey: .collectionMethod)
    language = try container.decode(String.self, forKey: .language)
    principal = try container.decode(ShopperID.self, forKey: .principal)
    controllers = try container.decode([Controller].self, forKey: .controllers)
    policyURL = try container.decode(String.self, forKey: .policyURL)
    service = services[0].service
    purposes = services[0].purposes
    isSensitive = try container.decode(Bool.self, forKey: .isSensitive)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.version, forKey: .version)
    try container.encode(jurisdiction, forKey: .jurisdiction)
    try container.encode(time.nanoseconds / 1_000_000_000, forKey: .consentTimestamp)
    try container.encode(time, forKey: .exactTime)
    try container.encode(method, forKey: .collectionMethod)
    try container.encode(number, forKey: .number)
    try container.encode(language, forKey: .language)
    try container.encode(principal, forKey: .principal)
    try container.encode(controllers, forKey: .controllers)
    try container.encode(policyURL, forKey: .policyURL)
    try container.encode([Service(service: service, purposes: purposes)], forKey: .services)
    try container.encode(isSensitive, forKey: .isSensitive)
    try container.encode([String](), forKey: .categories)
    try container.encode(said, forKey: .said)
    try container.encodeIfPresent(expires, forKey: .expires)
  }
}

extension ConsentedPurpose: Codable {
  private enum CodingKeys: String, CodingKey {
    case id, version
    case text = "purpose"
    case consentType, primaryPurpose, thirdPartyDisclosure
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(PurposeID.self, forKey: .id)
    version = try container.decode(Int.self, forKey: .version)
    text = try container.decode(String.self, forKey: .text)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(version, forKey: .version)
    try container.encode(text, forKey: .text)
    // Always the same here: consent is asked for in words, and no third party gets anything.
    try container.encode("EXPLICIT", forKey: .consentType)
    try container.encode(true, forKey: .primaryPurpose)
    try container.encode(false, forKey: .thirdPartyDisclosure)
  }
}
