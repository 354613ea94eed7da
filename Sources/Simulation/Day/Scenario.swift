public import Proximity

/// All that a simulated day is made of. With a seed it is the day.
public struct Scenario: Sendable {
  /// The site; each of its receivers needs a position.
  public var floor: Floor
  /// How radio behaves there.
  public var radio: RadioModel
  /// Who is known by name.
  public var shoppers: [SimulatedShopper]
  /// Everybody else, if there is anybody.
  public var strangers: Strangers?
  /// From when to when the receivers listen.
  public var time: Range<Instant>

  /// Creates a scenario. It is checked where a day is made of it.
  public init(
    floor: Floor, radio: RadioModel = RadioModel(), shoppers: [SimulatedShopper],
    strangers: Strangers? = nil, time: Range<Instant>
  ) {
    self.floor = floor
    self.radio = radio
    self.shoppers = shoppers
    self.strangers = strangers
    self.time = time
  }
}

/// A shopper who follows a script.
public struct SimulatedShopper: Sendable {
  /// The pseudonym.
  public var id: ShopperID
  /// The beacon; it advertises during the walks and is out of everybody's reach between them.
  public var transmitter: Transmitter
  /// The ways, in ascending order of time, without overlap.
  public var walks: [Walk]

  /// Creates a shopper.
  public init(_ id: ShopperID, _ transmitter: Transmitter, walks: [Walk]) {
    self.id = id
    self.transmitter = transmitter
    self.walks = walks
  }
}

extension Scenario {
  func validate() throws(ConfigurationError) {
    try radio.validate()
    try strangers?.validate()
    for (index, receiver) in floor.receivers.enumerated() where receiver.position == nil {
      throw ConfigurationError(
        path: "receivers[\(index)].position",
        problem: "'\(receiver.id)' has none: a simulation needs to know where it is")
    }
    for (index, shopper) in shoppers.enumerated() {
      let path = "shoppers[\(index)]"
      try shopper.transmitter.validate("\(path).transmitter")
      for number in shopper.walks.indices { try validate(shopper.walks, number, path) }
    }
  }

  private func validate(
    _ walks: [Walk], _ number: Int, _ path: String
  ) throws(ConfigurationError) {
    let path = "\(path).walks[\(number)]"
    if number > 0, walks[number].start <= walks[number - 1].end {
      throw ConfigurationError(path: path, problem: "it begins before the one before it has ended")
    }
    for (index, waypoint) in walks[number].waypoints.enumerated()
    where !waypoint.position.isUsable || !Instant.range.contains(waypoint.time) {
      throw ConfigurationError(
        path: "\(path).waypoints[\(index)]",
        problem: "it is not within 100 km, or its time not within 146 years of the origin")
    }
  }
}
