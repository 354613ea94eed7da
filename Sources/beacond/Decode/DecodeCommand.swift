import Advertising
import ArgumentParser
import Recording

/// `beacond decode`: what is in the air, for people and programs.
struct DecodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Say what a recording, a packet or advertising data holds.",
    discussion: """
      Of a btsnoop file, prints who was heard: a line for each address and beacon. Of bytes in \
      hexadecimal, prints everything they say. Bytes may be an HCI event in H4 framing (04 3e …), an \
      HCI event (3e …) or bare advertising data; blanks, colons, commas, 0x and line breaks between \
      them do not matter. '-' reads standard input: a btsnoop file, lines of hexadecimal digits with \
      a packet each, or the bytes of one packet. What is both a file and digits is a file.

      Addresses and names are other people's: addresses are shortened and names left out unless \
      asked for. Things of finding networks are counted and not decoded.

      JSON Lines have one object for each report: event "report", time (s since 1970), address, \
      address-kind, rssi and tx-power (dBm), properties, primary-phy, secondary-phy, sid, \
      data-status, beacon {kind, what it says, measured-power (dBm at 1 m)}, structures [{type, \
      data}], error {offset, cause}. What is not known is null. The last object is of the event \
      "summary". Offsets count from the first byte of the packet; in a file, from the event code.

      Exits with 65 after bytes that are malformed; what stands before the error is shown. Damage in \
      a file is counted and told.

      Example: beacond decode 0201061aff4c000215f7826da64fa24e988024bc5b71e0893e00010002c5
      """)

  @Option(
    name: .customLong("as"), help: "What the bytes are; by default their beginning tells.")
  var form: PacketForm?

  @Option(help: "A table for people or JSON Lines for programs.")
  var format = EventFormat.table

  @Flag(help: "Of a file, print a line for each report.")
  var all = false

  @Option(help: "Of a file, how many transmitters to print.")
  var top = 30

  @Flag(help: "Print addresses in full.")
  var addresses = false

  @Flag(help: "Print the names of devices.")
  var names = false

  @Argument(help: ArgumentHelp("The file or the bytes.", valueName: "file|hex"))
  var input: [String]

  func validate() throws {
    guard top >= 0 else { throw ValidationError("--top must not be negative") }
  }

  func run() throws {
    let disclosure = Disclosure(addresses: addresses, names: names)
    // A shell makes an argument of each byte unless they are quoted.
    switch try DecodeInput(input.joined(separator: " ")) {
    case .recording(let reader):
      var recording = RecordingDecoding(reader, disclosure)
      switch (format, all) {
      case (.jsonl, _): try recording.printJSONLines()
      case (.table, true): try recording.printRows()
      case (.table, false): try recording.printTransmitters(top: top)
      }
    case .packets(let packets):
      var decoding = PacketDecoding(format, disclosure)
      try decoding.print(packets, as: form)
    }
  }
}
