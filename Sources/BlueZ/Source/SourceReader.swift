internal import CBlueZ
internal import Proximity
internal import Synchronization

/// The thread that reads a source, and the buffer that it fills.
final class SourceReader: Sendable {
  private struct State {
    var advertisements: [Advertisement] = []
    var health: [HealthChange] = []
    var counts = SourceCounts()
    var shed = 0
    var time = Instant(nanoseconds: 0)
    var hasNews = false
    var isStopping = false
    var hasEnded = false
    var error: SourceError?
    var taker: CheckedContinuation<Void, Never>?
    var stoppers: [CheckedContinuation<Void, Never>] = []
  }

  private let bindings: [AdapterBinding]
  private let options: RadioOptions
  private let limit: Int
  private let bell: Bell
  private let state = Mutex(State())

  init(_ bindings: [AdapterBinding], _ options: RadioOptions, limit: Int, bell: Bell) {
    self.bindings = bindings
    self.options = options
    self.limit = max(1, limit)
    self.bell = bell
  }

  var counts: SourceCounts { state.withLock { $0.counts } }
  var shed: Int { state.withLock { $0.shed } }

  /// Starts the thread, which keeps the reader alive until it has ended.
  func start() throws(SourceError) {
    let context = unsafe Unmanaged.passRetained(self)
    let failed = unsafe cbluez_thread(
      { context in
        guard let context = unsafe context else { return }
        unsafe Unmanaged<SourceReader>.fromOpaque(context).takeRetainedValue().run()
      }, context.toOpaque())
    guard failed == 0 else {
      unsafe context.release()
      throw .system("cannot start a thread", code: -failed)
    }
  }

  /// What the buffer holds, once it holds something.
  func next() async throws(SourceError) -> AdvertisementStream.Element? {
    while true {
      await withCheckedContinuation { continuation in
        let isReady = state.withLock { state in
          if state.hasEnded || state.hasNews {
            return true
          }
          state.taker = continuation
          return false
        }
        if isReady { continuation.resume() }
      }
      let (element, hasEnded, error) = state.withLock { state in
        defer {
          state.hasNews = false
          state.advertisements.removeAll(keepingCapacity: true)
          state.health.removeAll(keepingCapacity: true)
        }
        let element =
          state.hasNews
          ? AdvertisementStream.Element(
            advertisements: state.advertisements, health: state.health, time: state.time) : nil
        return (element, state.hasEnded, state.error)
      }
      if let element { return element }
      if let error { throw error }
      if hasEnded { return nil }
    }
  }

  func stop() async {
    await withCheckedContinuation { continuation in
      let hasEnded = state.withLock { state in
        state.isStopping = true
        if !state.hasEnded { state.stoppers.append(continuation) }
        return state.hasEnded
      }
      bell.ring()
      if hasEnded { continuation.resume() }
    }
  }

  /// The thread's whole life.
  private func run() {
    do throws(SourceError) {
      var source = try BlueZSource(bindings, options: options, bell: bell)
      var batch = ReportBatch()
      while !state.withLock({ $0.isStopping }) {
        let changes = try source.read(into: &batch, timeout: .seconds(1))
        deliver(batch.advertisements, changes, source.counts)
        batch.removeAll()
      }
      source.close()
      end(nil)
    } catch {
      end(error)
    }
  }

  private func deliver(
    _ advertisements: [Advertisement], _ changes: [HealthChange], _ counts: SourceCounts
  ) {
    let now = RadioClock.now
    let taker: Taker? = state.withLock { state in
      let room = max(0, limit - state.advertisements.count)
      // The sockets of several adapters are read one after the other.
      let isOrdered = zip(advertisements, advertisements.dropFirst()).allSatisfy {
        $0.time <= $1.time
      }
      let ordered = isOrdered ? advertisements : advertisements.sorted { $0.time < $1.time }
      for var next in ordered.prefix(room) {
        next.time = max(next.time, state.time)
        state.time = next.time
        state.advertisements.append(next)
      }
      state.shed += max(0, advertisements.count - room)
      state.health += changes
      state.counts = counts
      // What the kernel stamped just before has perhaps not been read yet.
      state.time = max(state.time, now + .milliseconds(-100))
      state.hasNews = true
      defer { state.taker = nil }
      return state.taker
    }
    taker?.resume()
  }

  private typealias Taker = CheckedContinuation<Void, Never>

  private func end(_ error: SourceError?) {
    let waiting = state.withLock { state in
      state.hasEnded = true
      state.error = error
      defer {
        state.taker = nil
        state.stoppers = []
      }
      return state.stoppers + [state.taker].compactMap(\.self)
    }
    for continuation in waiting { continuation.resume() }
  }
}
