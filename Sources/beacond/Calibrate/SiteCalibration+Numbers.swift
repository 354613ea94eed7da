import Calibration
import Proximity
import Site

extension SiteCalibration {
  /// dB of the beacon's strength that no power in the site can take, and the offsets must.
  ///
  /// What a beacon says of itself outranks the site, so that only the receivers are left to blame.
  func common(_ power: CarriedBeacon.PowerSource) -> Double {
    if case .beacon(let stated) = power { Double(stated) - measuredPower.value } else { 0 }
  }

  /// What to write into the site, rounded as far as it is worth while.
  func numbers(_ power: CarriedBeacon.PowerSource, on floor: Floor) -> RadioNumbers {
    var numbers = RadioNumbers()
    if exponentSource != .site { numbers.exponent = Float((100 * exponent.value).rounded() / 100) }
    let found = Float(measuredPower.value.roundedToTenth)
    switch power {
    case .shopper(let id, _): numbers.shopper = (id, found)
    case .beacon: break
    case .site: numbers.measuredPower = found
    }
    numbers.offsets = receivers.map { receiver in
      (
        floor.receivers[Int(receiver.receiver.rawValue)].id,
        Float((receiver.advisedOffset + common(power)).roundedToTenth)
      )
    }
    return numbers
  }
}

extension Double {
  /// To a tenth, and never the odd -0.
  var roundedToTenth: Double { (10 * self).rounded() / 10 + 0 }
}
