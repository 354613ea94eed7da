import ArgumentParser
import Foundation
import Identity
import Proximity

/// Tells whose fresh private addresses are, as a hub does between advertisements.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "CPU time to try every enrolled key on a private address never heard before.",
    discussion: "The addresses are made with the key enrolled last.")

  @Option(help: "Identity resolving keys enrolled: 1, 2, 3 and so on, as 16 bytes.")
  var enrolled = 100_000

  @Option(help: "Addresses, one after the other.")
  var addresses = 5

  func validate() throws {
    guard (1...1_000_000).contains(enrolled), (1...10_000).contains(addresses) else {
      throw ValidationError("--enrolled wants 1 to 1,000,000, --addresses 1 to 10,000")
    }
  }

  func run() throws {
    var table = try ResolvableAddresses(
      PrivateAddressLimits(keys: enrolled), seed: AddressHashSeed(1, 2))
    for number in 1...enrolled { try table.enrol(shopper(number), key: key(number)) }
    let owner = try key(enrolled)
    let heard = (0..<addresses).map { owner.privateAddress(random: UInt32($0)) }
    let now = Instant(nanoseconds: 0)
    var found = 0
    let start = clock()
    for address in heard {
      _ = table.shopper(of: address, at: now)
      _ = table.work(at: now, budget: enrolled)
      if table.shopper(of: address, at: now) == shopper(enrolled) { found += 1 }
    }
    let nanoseconds = Double(clock() - start) / Double(CLOCKS_PER_SEC) * 1e9
    print(
      String(
        format: "%d of %d addresses have their owner: %.2f ms an address, %.1f ns a key", found,
        addresses, nanoseconds / 1e6 / Double(addresses),
        nanoseconds / Double(addresses * enrolled)))
  }

  private func shopper(_ number: Int) -> ShopperIndex {
    ShopperIndex(slot: UInt32(number), generation: 0)
  }

  private func key(_ number: Int) throws -> IdentityKey {
    try IdentityKey(bytes: (0..<16).map { UInt8(truncatingIfNeeded: number >> (8 * (15 - $0))) })
  }
}
