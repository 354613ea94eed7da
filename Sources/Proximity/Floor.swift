/// What the engine knows of a site: its receivers, its places and how radio behaves there.
///
/// A floor is validated once, when it is created, and never changes; a change of site is a new
/// floor and an engine restored from the old one's snapshot.
public struct Floor: Sendable, Equatable {
  /// The receivers; a `ReceiverIndex` is a position in this list.
  public let receivers: [Receiver]
  /// The places; a `PlaceIndex` is a position in this list.
  public let places: [Place]
  /// By how much path loss grows with distance: 10 × exponent dB for each tenfold; 1 to 6.
  public let exponent: Float
  /// How visits are told apart.
  public let visits: VisitRules

  /// The exponent of a site that states none: indoors, with beacons carried on bodies, recordings
  /// with ground truth give 1.2 to 1.5, less than the 2 of free space.
  public static let defaultExponent: Float = 1.5

  /// Creates a floor.
  ///
  /// - Throws: ``ConfigurationError`` when two receivers or places share an id, a place has no
  ///   receiver or one that does not exist, or a number is out of its range.
  public init(
    receivers: [Receiver], places: [Place], exponent: Float = Floor.defaultExponent,
    visits: VisitRules = VisitRules()
  ) throws(ConfigurationError) {
    self.receivers = receivers
    self.places = places
    self.exponent = exponent
    self.visits = visits
    try validate()
  }

  /// The index of the receiver with that id. Complexity: O(receivers).
  public func receiver(_ id: ReceiverID) -> ReceiverIndex? {
    receivers.firstIndex { $0.id == id }.map { ReceiverIndex(UInt16($0)) }
  }

  /// The index of the place with that id. Complexity: O(places).
  public func place(_ id: PlaceID) -> PlaceIndex? {
    places.firstIndex { $0.id == id }.map { PlaceIndex(UInt16($0)) }
  }
}

/// A radio at a fixed spot that hears advertisements.
public struct Receiver: Sendable, Equatable {
  /// Its name.
  public var id: ReceiverID
  /// Where it is, in metres; unknown at many sites.
  public var position: Position?
  /// dB added to every RSSI it reports, to make it comparable with the other receivers; ±40.
  public var offset: Float

  /// Creates a receiver.
  public init(id: ReceiverID, position: Position? = nil, offset: Float = 0) {
    self.id = id
    self.position = position
    self.offset = offset
  }
}

/// A point of the site in metres, `z` above the floor.
public struct Position: BitwiseCopyable, Sendable, Equatable {
  /// Metres along the first axis.
  public var x: Float
  /// Metres along the second axis.
  public var y: Float
  /// Metres above the floor.
  public var z: Float

  /// Creates a point.
  public init(x: Float, y: Float, z: Float) {
    self.x = x
    self.y = y
    self.z = z
  }
}

/// A department, a shelf, a door: somewhere a shopper can be near.
public struct Place: Sendable, Equatable {
  /// Its name.
  public var id: PlaceID
  /// The receivers that watch it, at least one.
  public var receivers: [ReceiverID]
  /// Horizontal metres from the nearest of its receivers within which a shopper is `near`; 0.1 to
  /// 1,000. A place in a group holds or does not, whatever its radius.
  public var radius: Float
  /// The group it belongs to, if any: of the places of one group exactly one holds.
  public var group: GroupID?
  /// The dwell times to tell of, ascending.
  public var milestones: [Duration]

  /// The milestones of a place that states none: 30 s and 2 min.
  public static let defaultMilestones: [Duration] = [.seconds(30), .seconds(120)]

  /// Creates a place.
  public init(
    id: PlaceID, receivers: [ReceiverID], radius: Float, group: GroupID? = nil,
    milestones: [Duration] = Place.defaultMilestones
  ) {
    self.id = id
    self.receivers = receivers
    self.radius = radius
    self.group = group
    self.milestones = milestones
  }
}

/// How visits are told apart.
public struct VisitRules: Sendable, Equatable {
  /// Unbroken presence below this is passing by, not visiting; 0 s to 1 h.
  public var minimumDwell: Duration
  /// A step out that is shorter than this continues the visit; 0 s to 24 h.
  public var mergeGap: Duration
  /// How long a departure is remembered, so that the next visit counts as a return; 0 s to 30 days.
  public var memory: Duration

  /// Creates rules.
  public init(
    minimumDwell: Duration = .seconds(5), mergeGap: Duration = .seconds(60),
    memory: Duration = .seconds(14 * 86_400)
  ) {
    self.minimumDwell = minimumDwell
    self.mergeGap = mergeGap
    self.memory = memory
  }
}
