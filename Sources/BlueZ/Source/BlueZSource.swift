public import Proximity

/// Advertisements that Linux Bluetooth adapters hear now.
///
/// ```swift
/// var source = try BlueZSource([AdapterBinding(.any, receiver: ReceiverIndex(0))])
/// var batch = ReportBatch()
/// while true {
///   let changes = try source.read(into: &batch, timeout: .seconds(1))
///   resolver.resolve(batch.advertisements, into: &sightings)
///   batch.removeAll()
/// }
/// ```
///
/// Adapters that are pulled, switched off, blocked or taken by others are changes of health, and are
/// listened to again by themselves within two seconds after the cause has ended.
public struct BlueZSource: ~Copyable, AdvertisementSource {
  private let bindings: [AdapterBinding]
  private var options: RadioOptions
  private let bell: Bell?
  private var listener: any Listener
  private var isClosed: Bool

  /// Opens a source; adapters may come later.
  ///
  /// - Parameters:
  ///   - bindings: which adapter listens for which receiver, 1 to 6 of them.
  ///   - options: how.
  /// - Throws: ``SourceError`` when a right or Bluetooth itself is missing.
  public init(
    _ bindings: [AdapterBinding], options: RadioOptions = RadioOptions()
  ) throws(SourceError) {
    try self.init(bindings, options: options, bell: nil)
  }

  init(
    _ bindings: [AdapterBinding], options: RadioOptions, bell: Bell?
  ) throws(SourceError) {
    guard (1...6).contains(bindings.count) else {
      throw .unsupported("\(bindings.count) adapters: a source listens with 1 to 6")
    }
    let listener = try Self.listener(bindings, options, bell)
    self.bindings = bindings
    self.options = options
    self.bell = bell
    self.listener = listener
    isClosed = false
  }

  private static func listener(
    _ bindings: [AdapterBinding], _ options: RadioOptions, _ bell: Bell?
  ) throws(SourceError) -> any Listener {
    switch options.path {
    case .automatic, .monitor: try MonitorListener(bindings, options, bell: bell)
    case .raw, .user: try HCIListener(bindings, options, bell: bell)
    }
  }

  /// Waits for advertisements, and adds them to a batch.
  public mutating func read(
    into batch: inout ReportBatch, timeout: Duration = .seconds(1)
  ) throws(SourceError) -> [HealthChange] {
    guard !isClosed else { throw .unsupported("the source has been closed; open another") }
    let changes = try listener.read(into: &batch, until: RadioClock.now + timeout)
    guard options.path == .automatic, changes.contains(where: \.isUnsupported) else {
      return changes
    }
    // One listener serves all adapters, and raw HCI does with all of them.
    listener.close()
    options.path = .raw
    listener = try Self.listener(bindings, options, bell)
    return changes
  }

  /// Leaves the adapters as they were found; nothing is heard afterwards.
  public mutating func close() {
    guard !isClosed else { return }
    isClosed = true
    listener.close()
  }

  /// What happened so far.
  public var counts: SourceCounts { listener.counts }

  /// The interface that is in use.
  public var path: RadioOptions.Path { options.path == .automatic ? .monitor : options.path }
}

extension HealthChange {
  fileprivate var isUnsupported: Bool {
    if case .unsupported = health { true } else { false }
  }
}
