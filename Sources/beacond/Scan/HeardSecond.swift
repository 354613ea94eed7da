import BlueZ
import Proximity

/// What was heard in a second, as numbers that tell of nobody.
struct HeardSecond {
  struct Receiver {
    var count = 0
    var frames = 0
    fileprivate var weakest = Float.infinity
    fileprivate var strongest = -Float.infinity
    fileprivate var crowd: [UInt64] = Array(repeating: 0, count: 16)

    /// About how many transmitters there were, from which of 1024 bits they set together.
    var transmitters: Int {
      let unset = crowd.reduce(0) { $0 + (~$1).nonzeroBitCount }
      guard unset > 0 else { return 7_098 }
      // Linear counting: of n bits, n·e^(-m/n) stay unset by m transmitters.
      var rest = 1024.0
      var number = 0
      while rest > Double(unset) {
        rest *= 1 - 1 / 1024.0
        number += 1
      }
      return number
    }

    /// The weakest and the strongest RSSI, in dBm.
    var strength: String {
      weakest <= strongest ? "\(Int(weakest)) to \(Int(strongest)) dBm" : "-"
    }

    fileprivate mutating func add(_ advertisement: Advertisement) {
      count += 1
      if advertisement.beacon != nil { frames += 1 }
      if !advertisement.rssi.isNaN {
        weakest = min(weakest, advertisement.rssi)
        strongest = max(strongest, advertisement.rssi)
      }
      var hasher = Hasher()
      hasher.combine(advertisement.address)
      let bit = UInt(bitPattern: hasher.finalize()) % 1024
      crowd[Int(bit / 64)] |= 1 << (bit % 64)
    }
  }

  private(set) var receivers: [Receiver]

  init(receivers: Int) { self.receivers = Array(repeating: Receiver(), count: receivers) }

  mutating func add(_ advertisements: [Advertisement]) {
    for advertisement in advertisements {
      receivers[Int(advertisement.receiver.rawValue)].add(advertisement)
    }
  }
}
