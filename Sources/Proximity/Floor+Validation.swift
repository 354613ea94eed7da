extension Floor {
  func validate() throws(ConfigurationError) {
    try Self.check(exponent, in: 1...6, "exponent")
    try Self.check(visits.minimumDwell, upTo: .seconds(3600), "visits.minimumDwell")
    try Self.check(visits.mergeGap, upTo: .seconds(86_400), "visits.mergeGap")
    try Self.check(visits.memory, upTo: .seconds(30 * 86_400), "visits.memory")
    try validateReceivers()
    try validatePlaces()
  }

  private func validateReceivers() throws(ConfigurationError) {
    guard receivers.count < UInt16.max else {
      throw ConfigurationError(path: "receivers", problem: "more than 65,534 receivers")
    }
    var seen: Set<ReceiverID> = []
    for (index, receiver) in receivers.enumerated() {
      let path = "receivers[\(index)]"
      guard seen.insert(receiver.id).inserted else {
        throw ConfigurationError(path: "\(path).id", problem: "'\(receiver.id)' is taken already")
      }
      try Self.check(receiver.offset, in: -40...40, "\(path).offset")
      if let position = receiver.position {
        for coordinate in [position.x, position.y, position.z] {
          try Self.check(coordinate, in: -100_000...100_000, "\(path).position")
        }
      }
    }
  }

  private func validatePlaces() throws(ConfigurationError) {
    guard places.count < UInt16.max else {
      throw ConfigurationError(path: "places", problem: "more than 65,534 places")
    }
    let known = Set(receivers.map(\.id))
    var seen: Set<PlaceID> = []
    for (index, place) in places.enumerated() {
      let path = "places[\(index)]"
      guard seen.insert(place.id).inserted else {
        throw ConfigurationError(path: "\(path).id", problem: "'\(place.id)' is taken already")
      }
      guard !place.receivers.isEmpty else {
        throw ConfigurationError(path: "\(path).receivers", problem: "a place needs a receiver")
      }
      for (position, receiver) in place.receivers.enumerated() {
        let path = "\(path).receivers[\(position)]"
        guard known.contains(receiver) else {
          throw ConfigurationError(path: path, problem: "there is no receiver '\(receiver)'")
        }
        guard !place.receivers[..<position].contains(receiver) else {
          throw ConfigurationError(path: path, problem: "'\(receiver)' is listed twice")
        }
      }
      try Self.check(place.radius, in: 0.1...1000, "\(path).radius")
      try validate(place.milestones, "\(path).milestones")
    }
  }

  private func validate(_ milestones: [Duration], _ path: String) throws(ConfigurationError) {
    guard milestones.count <= 1000 else {
      throw ConfigurationError(path: path, problem: "more than 1,000 milestones")
    }
    for (earlier, later) in zip(milestones, milestones.dropFirst()) where earlier >= later {
      throw ConfigurationError(path: path, problem: "milestones must ascend")
    }
    for milestone in milestones { try Self.check(milestone, upTo: .seconds(86_400), path) }
  }

  private static func check(
    _ value: Float, in range: ClosedRange<Float>, _ path: String
  ) throws(ConfigurationError) {
    guard range.contains(value) else {
      throw ConfigurationError(
        path: path, problem: "\(value) is not within \(range.lowerBound) to \(range.upperBound)")
    }
  }

  private static func check(
    _ value: Duration, upTo limit: Duration, _ path: String
  ) throws(ConfigurationError) {
    guard (.zero...limit).contains(value) else {
      throw ConfigurationError(path: path, problem: "\(value) is not within 0 s to \(limit)")
    }
  }
}
