extension Engine {
  /// How likely a shopper is within a place's radius, as of the last look: what the zone is decided
  /// by. For pictures and for finding out why; the facts are what to act on.
  ///
  /// - Returns: 0 to 1; nothing for a shopper who is not heard, for a place of a group, which goes
  ///   by which of the group is heard best, and for a smoother without belief.
  /// - Complexity: O(cells of the place) on a floor with positions, O(receivers of the place)
  ///   elsewhere.
  public func likelihood(of shopper: ShopperIndex, near place: PlaceIndex) -> Float? {
    let number = Int(place.rawValue)
    guard number < plan.places.count, plan.places[number].group.isEmpty else { return nil }
    if plan.isLaidOut, let slot = beliefs.slot(of: shopper) {
      let area = plan.areas.first { $0.place == place.rawValue }
      return area.map { beliefs.share(of: slot, on: $0.near) }
    }
    var nearest: Track<Smoothing>?
    for entry in plan.places[number].receivers {
      let receiver = plan.receiversOfPlaces[entry]
      guard let slot = tracks.slot(of: shopper.key(receiver)), !tracks[slot].isSilent,
        tracks[slot].pathLoss < nearest?.pathLoss ?? .infinity
      else { continue }
      nearest = tracks[slot]
    }
    return nearest.flatMap { smoothing.likelihood($0.state, within: plan.reaches[number]) }
  }
}
