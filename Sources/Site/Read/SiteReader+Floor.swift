import Alerts
import Proximity

/// A place with what else the file says of it.
struct SitePlace {
  var place: Place
  var brand: BrandID
  /// What people call it.
  var name: LocalText?
}

extension SiteReader {
  /// Reads the receivers, noting their names.
  mutating func receivers(_ item: Item?, _ names: inout Names<Receiver>) -> [Receiver] {
    guard let items = list(item, of: "receivers", atLeast: 1, atMost: 65_534) else {
      names.isComplete = false
      return []
    }
    return items.compactMap { item in
      let fields = fields(item, required: ["id": "door"], optional: ["position", "offset"])
      let id = declaration(fields?["id"], in: &names)
      let position = position(fields?["position"])
      let offset = number(fields?["offset"], "dB", in: -40...40)
      return id.map { Receiver(id: $0, position: position, offset: offset ?? 0) }
    }
  }

  private mutating func position(_ item: Item?) -> Position? {
    guard let item else { return nil }
    guard case .list(let items) = item.content, items.count == 3 else {
      expected("three numbers in metres", item, advice: "write [x, y, z]")
      return nil
    }
    let metres = items.compactMap { number($0, "metres", in: -100_000...100_000) }
    return metres.count == 3 ? Position(x: metres[0], y: metres[1], z: metres[2]) : nil
  }

  /// Reads the places, noting their names and those of their brands.
  mutating func places(
    _ item: Item?, on receivers: Names<Receiver>, _ names: inout Names<Place>,
    _ brands: inout Names<Brand>
  ) -> [SitePlace] {
    guard let items = list(item, of: "places", atLeast: 1, atMost: 65_534) else {
      names.isComplete = false
      brands.isComplete = false
      return []
    }
    return items.compactMap { item in
      let fields = fields(
        item,
        required: ["id": "tea", "brand": "house", "receivers": "[door]", "radius": "3"],
        optional: ["group", "name"])
      let id = declaration(fields?["id"], in: &names)
      let watching = references(fields?["receivers"], to: receivers, atLeast: 1)
      let radius = number(fields?["radius"], "metres", in: 0.1...1000)
      let group: GroupID? = identifier(fields?["group"], "the name of a group")
      let spoken = localText(fields?["name"], "what people call the place")
      guard let brand: BrandID = identifier(fields?["brand"], "the name of a brand") else {
        brands.isComplete = false
        return nil
      }
      _ = brands.declare(brand, line: item.line)
      guard let id, let watching, let radius else { return nil }
      return SitePlace(
        place: Place(id: id, receivers: watching, radius: radius, group: group), brand: brand,
        name: spoken)
    }
  }

  /// Reads how visits are told apart.
  mutating func visitRules(_ item: Item?) -> VisitRules {
    let fields = fields(item, required: [:], optional: ["minimum-dwell", "merge-gap", "memory"])
    var rules = VisitRules()
    if let dwell = duration(
      fields?["minimum-dwell"], "a duration", in: .zero ... .seconds(3600))
    {
      rules.minimumDwell = dwell
    }
    if let gap = duration(fields?["merge-gap"], "a duration", in: .zero ... .seconds(86_400)) {
      rules.mergeGap = gap
    }
    if let memory = duration(fields?["memory"], "a duration", in: .zero ... .seconds(30 * 86_400)) {
      rules.memory = memory
    }
    return rules
  }
}
