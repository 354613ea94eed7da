import Advertising
import Proximity
import Recording
import Site

/// Something that reads the advertisements of a recording, a run at a time.
protocol RecordingContents: AnyObject {
  /// Appends the next advertisements; returns whether there may be more.
  func read(into advertisements: inout [Advertisement]) throws(RecordingError) -> Bool
  /// Reports that could not be decoded.
  var malformed: Int { get }
  /// What was passed over, and where.
  var damage: DamageLog { get }
}

/// Opens a recording of either kind; a failure is one of how it was named, not of reading it.
func recordingContents(
  of input: ReplayInput, _ site: Site, _ named: [String: BeaconIdentifier], _ origin: Instant
) throws(RecordingError) -> Result<any RecordingContents, ReplayError> {
  var source = try ByteSource(path: input.path)
  if let receiver = input.receiver, try source.isCSV() {
    return .failure(.receiverNamedTwice(file: input.path, receiver))
  }
  // What is neither is read as what it was taken for, and the reader says what is wrong with it.
  guard try source.isBtsnoop() || input.receiver != nil else {
    let reader = try CSVReader(
      source, origin: origin,
      expecting: (site.floor.receivers.map(\.id.description), named.keys.sorted()))
    return .success(CSVContents(reader, floor: site.floor, named: named))
  }
  let known = site.floor.receivers.map(\.id)
  guard let receiver = input.receiver ?? (known.count == 1 ? known[0] : nil),
    let index = site.floor.receiver(receiver)
  else { return .failure(.receiverMissing(file: input.path, known: known)) }
  return .success(BtsnoopContents(try BtsnoopReader(source), receiver: index))
}
