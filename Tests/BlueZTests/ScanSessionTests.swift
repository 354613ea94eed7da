import Proximity
import Testing

@testable import BlueZ

@Suite("Scan session")
struct ScanSessionTests {
  /// A controller that answers a session's commands.
  struct Controller {
    var session: ScanSession
    var time = Instant(seconds: 10)
    var isExtended = false
    var refusals: [UInt16: UInt8] = [:]
    var commands: [HCICommand.Opcode] = []

    init(ownsController: Bool = false, isExtended: Bool = false) {
      session = ScanSession(ownsController: ownsController, rules: SilenceRules(), at: time)
      self.isExtended = isExtended
      settle()
    }

    mutating func settle() {
      for _ in 0..<100 {
        let commands = session.takeOutbox()
        if commands.isEmpty { return }
        for command in commands {
          self.commands.append(command.opcode)
          var parameters: [UInt8] = []
          if command.opcode == .readLocalCommands {
            parameters = Array(repeating: 0, count: 64)
            if isExtended { parameters[37] = 0x60 }
          }
          let status = refusals[command.opcode.rawValue] ?? 0
          session.receive(
            .ended(opcode: command.opcode.rawValue, status: status, parameters: parameters),
            at: time)
        }
      }
    }

    mutating func wait(_ duration: Duration) {
      time = time + duration
      session.advance(to: time)
      settle()
    }

    mutating func overhear(_ opcode: HCICommand.Opcode) {
      session.receive(.ended(opcode: opcode.rawValue, status: 0, parameters: []), at: time)
      settle()
    }
  }

  @Test(
    "It uses one family of commands, by what the controller supports", arguments: [false, true])
  func family(isExtended: Bool) {
    let controller = Controller(isExtended: isExtended)
    #expect(controller.session.health == .hearing)
    #expect(
      controller.commands
        == (isExtended
          ? [
            .readLocalCommands, .setExtendedScanEnable, .setExtendedScanParameters,
            .setExtendedScanEnable,
          ] : [.readLocalCommands, .setScanEnable, .setScanParameters, .setScanEnable]))
  }

  @Test("A controller of its own is reset, and asked for advertising reports")
  func own() {
    let controller = Controller(ownsController: true)
    #expect(
      controller.commands.prefix(4)
        == [.reset, .setEventMask, .setLowEnergyEventMask, .readLocalCommands])
    #expect(controller.session.health == .hearing)
  }

  @Test("Parameters are left as they are while somebody else scans")
  func disallowed() {
    var controller = Controller()
    controller.refusals[HCICommand.Opcode.setScanParameters.rawValue] = 0x0C
    controller.session.setUp(at: controller.time)
    controller.settle()
    #expect(controller.session.health == .hearing)
  }

  @Test("A refused scan is tried again")
  func refused() {
    var controller = Controller()
    controller.refusals[HCICommand.Opcode.setScanEnable.rawValue] = 0x01
    controller.session.setUp(at: controller.time)
    controller.settle()
    guard case .failing = controller.session.health else {
      Issue.record("\(controller.session.health)")
      return
    }
    controller.refusals = [:]
    controller.wait(.milliseconds(300))
    #expect(controller.session.health == .hearing)
  }

  @Test("A scan that somebody else ended is begun again, a little later")
  func taken() {
    var controller = Controller()
    controller.commands.removeAll()
    controller.overhear(.setScanEnable)
    #expect(controller.session.health == .scanTaken)
    controller.wait(.milliseconds(100))
    controller.overhear(.setScanEnable)
    controller.wait(.milliseconds(299))
    #expect(controller.commands.isEmpty)
    controller.wait(.milliseconds(1))
    #expect(controller.commands == [.setScanEnable])
    #expect(controller.session.health == .hearing)
  }

  @Test("A reset of others, and a hardware error, bring a new set-up", arguments: [false, true])
  func reset(isError: Bool) {
    var controller = Controller()
    controller.commands.removeAll()
    if isError {
      controller.session.receive(.hardwareError(7), at: controller.time)
      #expect(controller.session.health == .hardwareError(7))
    } else {
      controller.overhear(.reset)
      #expect(controller.session.health == .scanTaken)
    }
    controller.wait(.milliseconds(300))
    #expect(controller.commands.first == .readLocalCommands)
    #expect(controller.session.health == .hearing)
  }

  @Test("A controller that does not answer wants a new socket")
  func mute() {
    var session = ScanSession(
      ownsController: false, rules: SilenceRules(), at: Instant(seconds: 0))
    _ = session.takeOutbox()
    session.advance(to: Instant(seconds: 2.4))
    #expect(!session.wantsReopening)
    session.advance(to: Instant(seconds: 2.5))
    #expect(session.wantsReopening)
  }

  @Test("What a silent session has learned goes over to the next, until something is heard")
  func silence() {
    var controller = Controller()
    for number in 0..<400 {
      controller.session.heard(UInt64(number % 20), at: controller.time)
      controller.time = controller.time + .milliseconds(10)
    }
    for _ in 0..<60 where !controller.session.wantsReopening { controller.wait(.milliseconds(100)) }
    #expect(controller.session.health == .silent(.reopen))
    controller.session = ScanSession(
      ownsController: false, rules: SilenceRules(), after: controller.session, at: controller.time)
    controller.settle()
    #expect(controller.session.health == .silent(.reopen))
    controller.wait(.seconds(2))
    #expect(controller.session.health == .deaf)
    controller.session.heard(1, at: controller.time)
    #expect(controller.session.health == .hearing)
  }
}
