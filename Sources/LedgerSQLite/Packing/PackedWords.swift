/// Words that need not be written even once. What has been written refers to them by their place, so
/// words may be added at the end, and none may ever go or move.
enum PackedWords {
  static let words: [String] = """
    shopper page consents isErased leaveMeAlone interests preferences visits visitCount
    reservations latest refused lot visitNumber reservationNumber purpose version epoch
    isGiven number place zone heard stay verdicts ordinal since dwell away alert outcome brand
    topic channel class mode visit time state reserved confirmed released promotion service
    safety live shadow send deny defer no until always _0 caps gap count per withdrawn
    credentials kind text measuredPower isMinor isStaff phase open departed role access
    operator associate privacy-officer show export explain change erase jurisdiction
    consentTimestamp consentNanoseconds collectionMethod consentReceiptID language
    piiPrincipalId piiControllers piiController contact email policyUrl services purposes
    sensitive spiCat said given expires id consentType EXPLICIT primaryPurpose
    thirdPartyDisclosure KI-CR-v1.1.0 steppedOut quiet ranking waiting setbacks payer candidate
    weight from to decided reason retryAt reservation digest allowed stopped unknownAlert ended
    pilotStopped erased notConsented consentOutdated current consentExpired consentChanged
    notPresent notReturning sensitiveTopic notDeclaredInterest minor staff holdOut warmUp of
    dwellTooShort required duplicate clockUntrusted quietHours sinceLast cap pageFull scope limit
    window venue fatigue
    """.split(whereSeparator: \.isWhitespace).map(String.init)

  /// How many words there is room for. Texts of a value have the numbers behind it, so that what has
  /// been written stays as it is when words are added.
  static let room: UInt64 = 512

  static let numbers: [String: UInt64] = {
    var numbers: [String: UInt64] = [:]
    for (number, word) in words.enumerated() { numbers[word] = UInt64(number) }
    return numbers
  }()
}
