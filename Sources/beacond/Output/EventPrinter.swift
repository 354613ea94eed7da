import ArgumentParser
import Gateway
import Proximity
import Site

/// How events are printed.
enum EventFormat: String, ExpressibleByArgument, CaseIterable {
  case table, jsonl
}

/// Prints what a gateway tells on standard output.
struct EventPrinter: ~Copyable {
  private let format: EventFormat
  private let local: LocalTime
  private var table: EventTable
  private var output = StandardOutput()

  init(_ format: EventFormat, _ site: Site) {
    self.format = format
    local = LocalTime(zone: site.zone.description)
    table = EventTable(site)
  }

  /// The time of the day at the site.
  func clock(_ time: Instant) -> String { local.time(time) }

  mutating func print(_ events: [GatewayEvent]) throws(OutputError) {
    for event in events {
      switch format {
      case .jsonl:
        try output.write(event.jsonLine { local.time($0, seenFrom: event.time) })
      case .table:
        for line in table.lines(event) { try output.write(line) }
      }
    }
  }

  mutating func print(
    _ visits: [(visit: Dwell, shopper: ShopperID, place: PlaceID)]
  ) throws(OutputError) {
    for (visit, shopper, place) in visits {
      switch format {
      case .jsonl: try output.write(GatewayEvent.visitLine(visit, shopper, place))
      case .table: for line in table.lines(visit, shopper, place) { try output.write(line) }
      }
    }
  }

  mutating func print(_ summary: ReplaySummary) throws(OutputError) {
    switch format {
    case .jsonl: try output.write(summary.jsonLine)
    case .table: for line in [""] + summary.lines { try output.write(line) }
    }
    try flush()
  }

  mutating func flush() throws(OutputError) { try output.flush() }
}
