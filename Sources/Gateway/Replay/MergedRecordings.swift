import Advertising
import Proximity
import Recording
import Site

/// Recordings merged by time, in bounded memory.
struct MergedRecordings {
  private var merged: MergedStreams<RecordingStream>
  private var pending: Advertisement?

  /// The most advertisements, and the longest stretch of time, that are taken in at once: keys are
  /// worked on between batches.
  private static var batchSize: Int { 1024 }
  private static var batchSpan: Duration { .milliseconds(250) }

  /// Opens recordings; those that come first win ties.
  ///
  /// - Parameters:
  ///   - inputs: the recordings.
  ///   - site: with the receivers that made them.
  ///   - named: what the beacons are called that matter.
  ///   - origin: what the seconds of CSV recordings count from.
  init(
    _ inputs: [ReplayInput], at site: Site, named: [String: BeaconIdentifier], origin: Instant
  ) throws(ReplayError) {
    var streams: [RecordingStream] = []
    for input in inputs { streams.append(try Self.open(input, site, named, origin)) }
    merged = MergedStreams(streams)
    pending = try nextAdvertisement()
  }

  /// The time of the first advertisement that is still to come.
  var start: Instant? { pending?.time }

  /// Puts the next few advertisements in place of those of a batch; returns whether there are any.
  mutating func next(into batch: inout [Advertisement]) throws(ReplayError) -> Bool {
    batch.removeAll(keepingCapacity: true)
    guard let first = pending else { return false }
    let end = first.time + Self.batchSpan
    while let advertisement = pending, batch.count < Self.batchSize, advertisement.time <= end {
      batch.append(advertisement)
      pending = try nextAdvertisement()
    }
    return true
  }

  /// What could not be read or came too late.
  var summary: ReplaySummary {
    var summary = ReplaySummary()
    for stream in merged.streams {
      summary.malformed += stream.contents.malformed + stream.astray
      summary.astray += stream.astray
      summary.late += stream.late
      let damage = stream.contents.damage
      if damage.count > 0 { summary.damage.append((stream.name, damage)) }
    }
    return summary
  }

  private mutating func nextAdvertisement() throws(ReplayError) -> Advertisement? {
    do throws(RecordingError) {
      return try merged.next()
    } catch {
      throw .recording(error)
    }
  }

  private static func open(
    _ input: ReplayInput, _ site: Site, _ named: [String: BeaconIdentifier], _ origin: Instant
  ) throws(ReplayError) -> RecordingStream {
    let contents: Result<any RecordingContents, ReplayError>
    do throws(RecordingError) {
      contents = try recordingContents(of: input, site, named, origin)
    } catch {
      if error.kind == .missing, input.receiver == nil, input.path.contains("=") {
        throw .receiverUnknown(argument: input.path, known: site.floor.receivers.map(\.id))
      }
      throw .recording(error)
    }
    return RecordingStream(name: input.path, contents: try contents.get())
  }
}
