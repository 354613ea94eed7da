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

/// The advertisements of one recording in the order of their times.
final class RecordingStream: TimedStream {
  let name: String
  /// Reports more than five seconds out of order.
  private(set) var late = 0
  let contents: any RecordingContents

  private var buffer = ReorderBuffer<Advertisement>(window: .seconds(5), capacity: 1 << 18)
  private var run: [Advertisement] = []
  private var position = 0
  private var hasEnded = false

  init(name: String, contents: any RecordingContents) {
    self.name = name
    self.contents = contents
    run.reserveCapacity(1024)
  }

  func next() throws(RecordingError) -> Advertisement? {
    while true {
      if let advertisement = buffer.next() { return advertisement }
      if position == run.count {
        guard !hasEnded else { return nil }
        try refill()
      } else {
        if !buffer.insert(run[position]) { late += 1 }
        position += 1
      }
    }
  }

  private func refill() throws(RecordingError) {
    run.removeAll(keepingCapacity: true)
    position = 0
    if try contents.read(into: &run) { return }
    hasEnded = true
    for advertisement in run where !buffer.insert(advertisement) { late += 1 }
    run.removeAll()
    buffer.finish()
  }
}

/// Opens a recording of either kind; a failure is one of how it was named, not of reading it.
func recordingContents(
  of input: ReplayInput, _ site: Site, _ origin: Instant
) throws(RecordingError) -> Result<any RecordingContents, ReplayError> {
  var source = try ByteSource(path: input.path)
  guard try source.isBtsnoop() else {
    if let receiver = input.receiver {
      return .failure(.receiverNamedTwice(file: input.path, receiver))
    }
    let reader = try CSVReader(source, origin: origin)
    return .success(CSVContents(reader, floor: site.floor, named: site.namedBeacons))
  }
  let known = site.floor.receivers.map(\.id)
  guard let receiver = input.receiver ?? (known.count == 1 ? known[0] : nil),
    let index = site.floor.receiver(receiver)
  else { return .failure(.receiverMissing(file: input.path, known: known)) }
  return .success(BtsnoopContents(try BtsnoopReader(source), receiver: index))
}
