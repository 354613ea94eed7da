import Alerts
import Foundation
import Proximity

extension Site {
  /// Reads a site file.
  ///
  /// - Parameters:
  ///   - yaml: the bytes of the file, at most 1 MiB of UTF-8.
  ///   - source: how problems call the file.
  ///   - use: what it is read for; a live site has to say more and may not hold shoppers.
  /// - Throws: ``SiteError`` with everything that is wrong, in the order of the file.
  public init(
    yaml: some Collection<UInt8>, source: String, for use: Use
  ) throws(SiteError) {
    let root = try Item.document(SourceText(yaml, name: source))
    var reader = SiteReader(source: source, for: use)
    let site = reader.site(root)
    guard reader.problems.isEmpty, let site else { throw SiteError(reader.problems) }
    self = site
  }

  /// Reads a site file from disk.
  ///
  /// - Throws: ``SiteError``, also when the file cannot be read.
  public init(file path: String, for use: Use) throws(SiteError) {
    let bytes: Data
    do {
      let file = try FileHandle(forReadingFrom: URL(filePath: path))
      bytes = try file.read(upToCount: SourceText.longest + 1) ?? Data()
    } catch {
      throw SiteError(
        path, problem: "expected a file to read: \(error.localizedDescription)",
        advice: "check the path and its permissions")
    }
    try self.init(yaml: bytes, source: path, for: use)
  }
}

extension SiteReader {
  /// Reads the whole document.
  fileprivate mutating func site(_ root: Item) -> Site? {
    let fields = fields(
      root,
      required: [
        "version": "1", "site": "{name: Corner Shop, zone: Europe/London}",
        "receivers": "[{id: door}]",
        "places": "[{id: tea, brand: house, receivers: [door], radius: 3}]",
      ],
      optional: [
        "visit", "languages", "controller", "purposes", "entitlements", "topics", "channels",
        "shoppers", "alerts", "caps", "gap", "warm-up", "hold-out", "arbitration", "digest",
        "quiet-hours", "contents", "counting",
      ])
    guard let fields else { return nil }
    refuseOtherVersion(fields["version"])
    let head = self.fields(
      fields["site"], required: ["name": "Corner Shop", "zone": "Europe/London"],
      optional: ["exponent", "measured-power"])
    let name = text(head?["name"], "a name")
    let zone = zone(head?["zone"])
    let exponent = number(head?["exponent"], "an exponent", in: 1...6)
    let power = measuredPower(head?["measured-power"])
    let visits = visitRules(fields["visit"])

    var receiverNames = Names<Receiver>("receiver")
    var placeNames = Names<Place>("place")
    var brandNames = Names<Brand>("brand")
    var purposeNames = Names<Purpose>("purpose", builtIn: Site.presence)
    readLanguages(fields["languages"])
    let receivers = receivers(fields["receivers"], &receiverNames)
    var places = places(fields["places"], on: receiverNames, &placeNames, &brandNames)
    let laws = laws(fields, placeNames, brandNames, &purposeNames)
    let windows = quietWindows(fields["quiet-hours"])
    let shoppers = shoppers(fields, consentingTo: purposeNames)

    guard problems.isEmpty, let name, let zone else { return nil }
    addMilestones(of: laws.alerts.map(\.alert), to: &places)
    do {
      return Site(
        name: name, zone: zone,
        floor: try Floor(
          receivers: receivers, places: places.map(\.place),
          exponent: exponent ?? Floor.defaultExponent, visits: visits),
        brands: places.map(\.brand),
        measuredPower: power ?? Site.defaultMeasuredPower, policy: try laws.policy,
        quietHours: QuietHours(zone: zone, windows: windows), languages: languages,
        placeNames: places.map(\.name), topicNames: laws.topicNames,
        purposeWordings: laws.purposes.map(\.wording), alertWordings: laws.alerts.map(\.wording),
        contents: laws.contents, controller: laws.controller, entitlements: laws.entitlements,
        counting: laws.counting, shoppers: shoppers)
    } catch {
      report(root.line, root.column, error.path, error.problem)
      return nil
    }
  }

  /// Reads the shoppers, which a live site may not have.
  private mutating func shoppers(
    _ fields: Fields, consentingTo purposes: Names<Purpose>
  ) -> [SiteShopper] {
    if use == .live, let entry = fields.entry("shoppers") {
      report(
        entry.line, entry.column, entry.value.path,
        "expected no shoppers in the file of a live site",
        advice: "it reads them from its registry: remove the key")
    }
    return use == .replay ? shoppers(fields["shoppers"], consentingTo: purposes) : []
  }

  private mutating func refuseOtherVersion(_ item: Item?) {
    guard let item else { return }
    if case .text("1", isPlain: true) = item.content { return }
    expected("version 1", item, advice: "this program reads no other")
  }

  /// Lets each place tell of the dwell times that alerts wait for.
  private func addMilestones(
    of alerts: [AlertPolicy], to places: inout [SitePlace]
  ) {
    var dwells: [PlaceID: Set<Duration>] = [:]
    for alert in alerts {
      guard let dwell = alert.trigger.dwell else { continue }
      dwells[alert.trigger.place, default: []].insert(dwell)
    }
    for index in places.indices {
      guard let more = dwells[places[index].place.id] else { continue }
      places[index].place.milestones = more.union(Place.defaultMilestones).sorted()
    }
  }
}
