import Calibration
import Gateway
import Logging
import Proximity
import Site

/// What was recorded of the carried beacon.
struct WalkRecording {
  let looks: WalkLooks
  let power: CarriedBeacon.PowerSource

  /// The most reports of the beacon that are taken in.
  private static let capacity = 4 << 20

  init(
    _ inputs: [ReplayInput], of beacon: CarriedBeacon, on walk: Walk, at site: Site,
    origin: Instant
  ) throws {
    var recordings = try BeaconAdvertisements(
      inputs, of: beacon.credential, at: site, origin: origin)
    var looks: [Float?: WalkLooks] = [:]
    var count = 0
    let ownPower = beacon.shopper?.measuredPower
    while let advertisements = try recordings.next() {
      count += advertisements.count
      guard count <= Self.capacity else {
        throw Failure(
          code: Failure.badInput,
          message: "the recordings hold more than \(Self.capacity) reports of \(beacon.name); "
            + "cut them to the time of the walk")
      }
      for advertisement in advertisements {
        // What the beacon says of itself matters only where nobody knows better.
        let stated = ownPower == nil ? advertisement.measuredPower : nil
        looks[stated, default: WalkLooks(walk, on: site.floor)].add(
          rssi: advertisement.rssi, receiver: advertisement.receiver, at: advertisement.time)
      }
    }
    for (file, damage) in recordings.summary.damage { Logger.command.warn(of: damage, in: file) }
    guard count > 0 else {
      let others = recordings.summary.reports
      throw Failure(
        code: Failure.badInput,
        message: "the recordings hold \(others) reports and none of \(beacon.name); say what was "
          + "carried with --beacon or --shopper")
    }
    // Most looks decide; of as many, the weakest power, so that the outcome is always the same.
    let most = looks.max {
      ($0.value.counters.looks, -($0.key ?? .infinity))
        < ($1.value.counters.looks, -($1.key ?? .infinity))
    }
    self.looks = most?.value ?? WalkLooks(walk, on: site.floor)
    power = beacon.powerSource(stated: most?.key ?? nil, at: site)
    let others = looks.values.reduce(0) { $0 + $1.counters.looks } - self.looks.counters.looks
    if others > 0 {
      Logger.command.warning(
        "\(others) looks state another measured power than the most do, and are left out")
    }
  }

  /// What the looks say of the site; tells if they would say it more clearly with another clock.
  func calibration() throws(CalibrationError) -> SiteCalibration {
    do throws(CalibrationError) {
      let found = try SiteCalibration(looks, measuredPower: power.dBm)
      warn(of: ClockDoubt(looks, found: found), or: found.scatter)
      return found
    } catch {
      if case .noFall = error { warn(of: ClockDoubt(looks, found: nil), or: nil) }
      throw error
    }
  }

  private func warn(of doubt: ClockDoubt?, or scatter: Scatter?) {
    guard let doubt else { return }
    let now = scatter.map { " instead of \($0.rms.roundedToTenth)" } ?? ""
    Logger.command.warning(
      """
      RSSI would scatter by \(doubt.rms.roundedToTenth) dB\(now) if the walk had been \
      \(abs(doubt.seconds)) s \(doubt.seconds > 0 ? "later" : "earlier"); compare the clocks, \
      and where positions are counted from
      """)
  }

  /// Tells of what could not be used.
  func warn() {
    let counters = looks.counters
    if counters.outside > 0 {
      Logger.command.warning(
        "\(counters.outside) reports were heard before the walk's first point or after its last")
    }
    if counters.unplaced > 0 {
      let names = looks.floor.receivers.filter { $0.position == nil }.map(\.id.description)
      Logger.command.warning(
        """
        \(counters.unplaced) reports are of receivers without a position, which are left out: give \
        \(names.prefix(12).joined(separator: ", ")) a 'position: [x, y, z]'
        """)
    }
    if counters.elsewhere > 0 {
      Logger.command.warning(
        "\(counters.elsewhere) reports are of receivers that the site does not have")
    }
    if counters.overflows > 0 {
      Logger.command.warning(
        "\(counters.overflows) looks are more than the \(WalkLooks.capacity) that are taken in")
    }
  }
}
