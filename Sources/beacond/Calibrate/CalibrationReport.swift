import Calibration
import Proximity

/// What a calibration found, in lines for people.
struct CalibrationReport {
  let found: SiteCalibration
  let power: CarriedBeacon.PowerSource
  let looks: WalkLooks
  let beacon: CarriedBeacon

  var lines: [String] { [summary, ""] + numbers + [""] + receivers + notes.flatMap { ["", $0] } }

  private var summary: String {
    let duration = (looks.walk.span.upperBound - looks.walk.span.lowerBound).inNanoseconds
    let nearest = found.receivers.map(\.distances.lowerBound).min() ?? 0
    let farthest = found.receivers.map(\.distances.upperBound).max() ?? 0
    return
      "\(found.looks) looks at \(beacon.name) by \(found.receivers.count) receivers, on a walk "
      + "of \(duration / 1_000_000_000) s, \(tenths(nearest)) to \(tenths(farthest)) m away"
  }

  private var numbers: [String] {
    var table = TextTable(["", "now", "found", "90 % interval", ""])
    let now = looks.floor.exponent
    table.add(
      ["measured power", tenths(power.dBm), tenths(found.measuredPower.value)]
        + [interval(found.measuredPower, tenths), "dBm at 1 m, \(origin)"])
    table.add(
      ["exponent", hundredths(Double(now)), hundredths(found.exponent.value)]
        + (found.exponentSource == .looks
          ? [interval(found.exponent, hundredths), ""]
          : ["", found.exponentSource == .site ? "the site's is kept" : "at the limit"]))
    table.add([
      "scatter", tenths(found.scatterBefore.rms), tenths(found.scatter.rms), "",
      "dB, root of the mean square",
    ])
    table.add([
      "half within", tenths(found.scatterBefore.median), tenths(found.scatter.median), "", "dB",
    ])
    return table.lines
  }

  private var origin: String {
    switch power {
    case .shopper(let id, _): "of shopper \(id)"
    case .beacon: "now as the beacon says of itself"
    case .site: "of the site"
    }
  }

  private var receivers: [String] {
    var table = TextTable([
      "receiver", "looks", "metres", "offset now", "found", "±90 %", "advised",
    ])
    let common = found.common(power)
    for receiver in found.receivers {
      let known = looks.floor.receivers[Int(receiver.receiver.rawValue)]
      table.add([
        known.id.description, "\(receiver.looks)",
        "\(tenths(receiver.distances.lowerBound)) to \(tenths(receiver.distances.upperBound))",
        tenths(known.offset), tenths(receiver.offset.value + common),
        tenths(receiver.offset.margin), tenths(receiver.advisedOffset + common),
      ])
    }
    return table.lines
  }

  /// What the numbers do not say by themselves.
  private var notes: [String] {
    var notes: [String] = []
    if found.exponentSource == .site {
      notes.append(
        "No receiver's distance changed \(Int(SiteCalibration.leastSpan))-fold, so the exponent "
          + "cannot be told: walk from close by to far away.")
    }
    if found.exponentSource == .limit {
      notes.append(
        "The looks ask for an exponent beyond \(tenths(SiteCalibration.exponents.lowerBound)) to "
          + "\(tenths(SiteCalibration.exponents.upperBound)); check the positions.")
    }
    if case .beacon(let stated) = power {
      notes.append(
        "The beacon says \(tenths(stated)) dBm of itself, which outranks the site's measured power; "
          + "the \(tenths(found.common(power))) dB between are part of every offset.")
    }
    let heard = Set(found.receivers.map(\.receiver))
    let silent = looks.floor.receivers.enumerated()
      .filter { $1.position != nil && !heard.contains(ReceiverIndex(UInt16($0))) }
      .map(\.element.id.description)
    if !silent.isEmpty {
      notes.append(
        "Not heard by \(silent.prefix(12).joined(separator: ", "))\(silent.count > 12 ? ", …" : "")"
          + ": the offset stays as it is.")
    }
    if found.scatter.rms >= found.scatterBefore.rms {
      notes.append("The site's numbers fit these looks as well: there is nothing to gain.")
    }
    return notes
  }

  private func interval(_ estimate: Estimate, _ text: (Double) -> String) -> String {
    "\(text(estimate.value - estimate.margin)) to \(text(estimate.value + estimate.margin))"
  }
}

private func tenths(_ number: Double) -> String { "\(number.roundedToTenth)" }
private func tenths(_ number: Float) -> String { tenths(Double(number)) }
private func hundredths(_ number: Double) -> String { "\((100 * number).rounded() / 100)" }
