import ArgumentParser
import Calibration
import Gateway
import Logging
import Proximity
import Site

/// `beacond calibrate`: one walk in, the radio numbers of the site out.
struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Find a site's exponent, measured power and offsets from one walk.",
    discussion: """
      Carry a beacon past the receivers for some minutes, near and far, as shoppers will: in a bag \
      or a hand. Record what the receivers hear, and write down when you passed which known point:

        time,x,y
        1778922000,0.5,1.0
        1778922030,12.0,1.0

      Times are those of the recording, metres those of the receivers' positions in the site. \
      Between two points you are taken to walk straight and steadily; a pause is two points at one \
      place. What was heard before the first point and after the last is left out.

      Without --write nothing is changed: the numbers are printed, and the lines of the site file \
      that would change. With --write just these lines are changed, comments stay, and the file is \
      replaced only when the new one has been read and found right.

      Example: beacond calibrate --site shop.yaml --walk points.csv walk.csv door=door.btsnoop
      """)

  @Option(help: "The site file (YAML).", completion: .file(extensions: ["yaml", "yml"]))
  var site: String

  @Option(
    help: "The known points (CSV with the header 'time,x,y' or 'time,x,y,z').",
    completion: .file(extensions: ["csv"]))
  var walk: String

  @Option(help: "Metres above the floor at which the beacon was carried, where the walk has no z.")
  var height: Float = 1.2

  @Option(help: "The shopper of the site whose beacon was carried, if there are several.")
  var shopper: String?

  @Option(
    help: """
      The beacon that was carried, be it a shopper's or not: what a CSV recording calls it, or what \
      it advertises, such as UUID/major/minor or an address.
      """)
  var beacon: String?

  @Option(
    help: """
      When the seconds of CSV files are 0, such as 2026-05-16T09:00:00Z; by default in 1970.
      """)
  var start: StartTime?

  @Flag(help: "Write the numbers into the site file.")
  var write = false

  @Argument(
    help: ArgumentHelp("The recordings; '-' is standard input.", valueName: "[receiver=]file"))
  var files: [String]

  func validate() throws {
    guard (-100...100).contains(height) else {
      throw ValidationError("--height is metres above the floor, from -100 to 100")
    }
    guard shopper == nil || beacon == nil else {
      throw ValidationError("give --shopper or --beacon, not both")
    }
    guard !write || site != "-" else {
      throw ValidationError("--write needs a file, and '-' is standard input")
    }
    guard [site, walk].filter({ $0 == "-" }).count + files.filter({ $0 == "-" }).count <= 1 else {
      throw ValidationError("'-' can stand for one file only")
    }
  }

  func run() throws {
    let bytes = try SiteFile.bytes(site)
    let site = try Site(yaml: bytes, source: site, for: .replay)
    let beacon = try CarriedBeacon(beacon: beacon, shopper: shopper, at: site)
    let origin = start?.instant ?? Instant(nanoseconds: 0)
    let walk = try WalkFile.read(walk, height: height, origin: origin)
    let recording = try WalkRecording(
      files.map { ReplayInput(argument: $0, in: site.floor) }, of: beacon, on: walk, at: site,
      origin: origin)
    recording.warn()
    let found = try recording.calibration()
    var output = StandardOutput()
    let report = CalibrationReport(
      found: found, power: recording.power, looks: recording.looks, beacon: beacon)
    for line in report.lines { try output.write(line) }
    try output.flush()
    try change(bytes, to: found.numbers(recording.power, on: site.floor), &output)
    try output.flush()
  }

  private func change(
    _ bytes: [UInt8], to numbers: RadioNumbers, _ output: inout StandardOutput
  ) throws {
    let edit: SiteEdit
    do throws(SiteError) {
      edit = try SiteEdit(numbers, in: bytes, source: site)
    } catch {
      if !write { Logger.command.warning("\(error)") }
      for line in ["", "To be written into \(site):"] + numbers.lines { try output.write(line) }
      guard write else { return }
      try output.flush()
      throw error
    }
    guard !edit.changes.isEmpty else { return try output.write("\n\(site) has these numbers.") }
    if write { try SiteFile.replace(site, bytes, by: edit.yaml) }
    try output.write(write ? "\nWritten into \(site):" : "\nWith --write, \(site) would have:")
    let width = "\(edit.changes.last?.line ?? 0)".count
    for change in edit.changes {
      let number = "\(change.line)"
      try output.write(
        String(repeating: " ", count: width - number.count) + "\(number)  \(change.text)")
    }
  }
}
