import BlueZ
import Foundation

/// Ends a stream at Ctrl-C or SIGTERM like at the end of its time, so that no monitor is left behind.
final class Interruption {
  private let sources: [any DispatchSourceSignal]

  init(of stream: AdvertisementStream) {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { Task { await stream.stop() } }
      source.resume()
      return source
    }
  }

  deinit { for source in sources { source.cancel() } }
}
