import Proximity
import Synchronization
import Testing

@testable import BlueZ

@Suite("Monitor session")
struct MonitorSessionTests {
  /// A session that listens with one adapter.
  static func listening() -> ScriptedKernel {
    var kernel = ScriptedKernel()
    kernel.settle()
    _ = kernel.session.takeChanges()
    kernel.commands.removeAll()
    return kernel
  }

  @Test("It finds an adapter, makes it listen all the time, and sets one monitor")
  func start() {
    var kernel = ScriptedKernel()
    kernel.settle()
    #expect(
      kernel.commands.map(\.opcode)
        == [
          .readIndexList, .readInfo, .setDefaultSystemConfiguration, .readMonitorFeatures,
          .addPatternsMonitor,
        ])
    #expect(kernel.health == [.hearing])
    #expect(kernel.monitors == [0: [1]])
    #expect(kernel.session.noted == [.init(index: 0, monitor: 1)])
  }

  @Test("It switches an adapter on, and Low Energy too, unless it is told not to")
  func power() {
    var kernel = ScriptedKernel(adapters: [(0, 1, [])])
    kernel.settle()
    #expect(kernel.health == [.hearing])
    #expect(kernel.adapters[0].settings == [.powered, .lowEnergy])
    var shy = ScriptedKernel(adapters: [(0, 1, [.lowEnergy])], powersOn: false)
    shy.settle()
    #expect(shy.health == [.poweredOff])
    #expect(!shy.adapters[0].settings.contains(.powered))
    shy.adapters[0].settings = [.powered, .lowEnergy]
    shy.tell(.settings([.powered, .lowEnergy], index: 0))
    #expect(shy.health == [.hearing])
  }

  @Test("What a killed process left behind is removed, also on an adapter that is no longer ours")
  func leftovers() {
    var kernel = ScriptedKernel(
      leftovers: [.init(index: 0, monitor: 900), .init(index: 4, monitor: 901)])
    #expect(kernel.session.noted.count == 2)
    kernel.settle()
    #expect(
      Set(kernel.commands.filter { $0.opcode == .removeMonitor }.map(\.bytes))
        == Set([MgmtCommand.removeMonitor(901, 4), .removeMonitor(900, 0)].map(\.bytes)))
    #expect(kernel.health == [.hearing])
    #expect(kernel.session.noted == [.init(index: 0, monitor: 1)])
  }

  @Test("At no moment is a monitor set that a next process would not know of")
  func noLeak() {
    let foreign: [UInt16] = [1, 2, 4]
    var kernel = ScriptedKernel(leftovers: [.init(index: 0, monitor: 5)])
    kernel.foreign = Set(foreign)
    kernel.monitors = [0: foreign + [5]]
    kernel.refusals = [(.addPatternsMonitor, .busy, 2)]
    kernel.settle()
    kernel.wait(.seconds(3))
    #expect(kernel.monitors == [0: foreign + [3]])
    // Wiped, deaf, and off and on again.
    kernel.monitors = [:]
    kernel.tell(.monitorRemoved(0, index: 0))
    for number in 0..<400 {
      kernel.session.heard(UInt64(number % 20), 0, at: kernel.time)
      kernel.time = kernel.time + .milliseconds(10)
    }
    kernel.wait(.seconds(4))
    #expect(kernel.session.stop() == [])
    kernel.settle()
    #expect(kernel.monitors[0] == [])
    #expect(kernel.leaked == [])
  }

  @Test("Without the right to it, the capability is named, and it is tried again")
  func permission() {
    var kernel = ScriptedKernel()
    kernel.refusals = [(.addPatternsMonitor, .permissionDenied, 1)]
    kernel.settle()
    #expect(kernel.health == [.notPermitted(.networkAdministration)])
    #expect(kernel.health[0].advice.contains("CAP_NET_ADMIN"))
    kernel.wait(.seconds(2))
    #expect(kernel.health == [.hearing])
  }

  @Test("A kernel without monitors is unsupported")
  func unsupported() {
    var kernel = ScriptedKernel()
    kernel.refusals = [(.addPatternsMonitor, .unknownCommand, .max)]
    kernel.settle()
    guard case .unsupported = kernel.health[0] else {
      Issue.record("\(kernel.health)")
      return
    }
  }

  @Test("A busy kernel is asked again, and nobody is told")
  func busy() {
    var kernel = ScriptedKernel()
    kernel.refusals = [(.addPatternsMonitor, .busy, 3)]
    kernel.settle()
    kernel.wait(.seconds(3))
    #expect(kernel.health == [.hearing])
    let told = kernel.session.takeChanges().map(\.health)
    #expect(told == [.hearing])
  }

  @Test("A kernel that stays busy is freed by switching the adapter off and on")
  func stuck() {
    var kernel = ScriptedKernel()
    kernel.refusals = [(.addPatternsMonitor, .busy, 8)]
    kernel.settle()
    kernel.wait(.seconds(10))
    #expect(kernel.health == [.hearing])
    #expect(kernel.commands.filter { $0.opcode == .setPowered }.map(\.parameters) == [[0], [1]])
  }

  @Test("Where there is no adapter it says so, and takes the one that comes")
  func none() {
    var kernel = ScriptedKernel(adapters: [])
    kernel.settle()
    #expect(kernel.health == [.noAdapter(.any)])
    kernel.adapters = [(2, 7, [.lowEnergy, .powered])]
    kernel.tell(.adapterAdded(2))
    #expect(kernel.health == [.hearing])
  }

  @Test("A monitor that somebody wipes is set again at once")
  func wiped() {
    var kernel = Self.listening()
    kernel.monitors = [:]
    kernel.tell(.monitorRemoved(1, index: 0))
    #expect(kernel.commands.map(\.opcode) == [.readMonitorFeatures, .addPatternsMonitor])
    let told = kernel.session.takeChanges().map(\.health)
    #expect(told == [.scanTaken, .hearing])
    #expect(kernel.monitors == [0: [1]])
  }

  @Test("bluetoothd wipes all monitors at once, and switches the adapter off when it leaves")
  func bluetoothd() {
    let isThere = Shared(Mutex(true))
    var kernel = ScriptedKernel(hasBluetoothd: { isThere.value })
    kernel.settle()
    kernel.monitors = [:]
    kernel.tell(.monitorRemoved(0, index: 0))
    #expect(kernel.health == [.hearing])
    #expect(kernel.monitors[0]?.count == 1)
    kernel.adapters[0].settings = .lowEnergy
    kernel.tell(.settings(.lowEnergy, index: 0))
    kernel.wait(.seconds(5))
    #expect(kernel.health == [.poweredOff])
    isThere.value = false
    kernel.wait(.milliseconds(500))
    #expect(kernel.health == [.hearing])
    #expect(kernel.adapters[0].settings.contains(.powered))
  }

  @Test("Somebody else's monitor is none of its business")
  func foreign() {
    var kernel = Self.listening()
    kernel.tell(.monitorRemoved(33, index: 0))
    kernel.tell(.monitorRemoved(1, index: 5))
    #expect(kernel.commands.isEmpty)
  }

  @Test("An adapter that somebody switches off stays off, and hears again once it is on")
  func switchedOff() {
    var kernel = Self.listening()
    kernel.adapters[0].settings = .lowEnergy
    kernel.tell(.settings(.lowEnergy, index: 0))
    kernel.wait(.seconds(60))
    #expect(kernel.health == [.poweredOff])
    #expect(!kernel.commands.contains { $0.opcode == .setPowered })
    kernel.adapters[0].settings = [.powered, .lowEnergy]
    kernel.tell(.settings([.powered, .lowEnergy], index: 0))
    #expect(kernel.health == [.hearing])
    #expect(kernel.monitors[0]?.count == 1)
  }

  @Test("A blocked radio is switched on as soon as nothing blocks it")
  func blocked() {
    let block = Mutex<SourceHealth.Block?>(.software)
    let isBlocked = Shared(block)
    var kernel = ScriptedKernel(block: { _ in isBlocked.value })
    kernel.settle()
    kernel.adapters[0].settings = .lowEnergy
    kernel.refusals = [(.setPowered, .blocked, 100)]
    kernel.tell(.settings(.lowEnergy, index: 0))
    kernel.wait(.seconds(10))
    #expect(kernel.health == [.blocked(.software)])
    kernel.refusals = []
    isBlocked.value = nil
    let before = kernel.time
    while kernel.health != [.hearing], kernel.time - before < .seconds(5) {
      kernel.wait(.milliseconds(50))
    }
    #expect(kernel.time - before <= .seconds(1))
  }

  @Test("An adapter that is pulled gives way to another, if any will do")
  func another() {
    var kernel = ScriptedKernel(
      adapters: [(0, 1, [.powered, .lowEnergy]), (1, 2, [.powered, .lowEnergy])])
    kernel.settle()
    #expect(kernel.session.noted.map(\.index) == [0])
    kernel.adapters.remove(at: 0)
    kernel.tell(.adapterRemoved(0))
    #expect(kernel.session.noted.map(\.index) == [1])
    #expect(kernel.health == [.hearing])
  }

  @Test("Whoever names an adapter gets it, and whoever takes any gets what is left")
  func bindings() {
    let bindings = [
      AdapterBinding(.any, receiver: ReceiverIndex(0)),
      AdapterBinding(.address(0xA1), receiver: ReceiverIndex(1)),
      AdapterBinding(.index(5), receiver: ReceiverIndex(2)),
    ]
    let on: MgmtSettings = [.powered, .lowEnergy]
    var kernel = ScriptedKernel(bindings, adapters: [(5, 0xA5, on), (3, 0xA1, on), (9, 0xA9, on)])
    kernel.settle()
    #expect(kernel.session.adapters.map(\.index) == [9, 3, 5])
    #expect(kernel.health == [.hearing, .hearing, .hearing])
  }

  @Test("A kernel that no longer answers wants a new socket")
  func mute() {
    var kernel = Self.listening()
    kernel.session.receive(.monitorRemoved(1, index: 0), at: kernel.time)
    _ = kernel.session.takeOutbox()
    kernel.session.advance(to: kernel.time + MonitorSession.patience)
    #expect(kernel.session.wantsReopening)
  }

  @Test("A hardware error is told, and the scan begun anew")
  func hardwareError() {
    var kernel = Self.listening()
    kernel.session.hardwareError(0x42, 0, at: kernel.time)
    kernel.wait(.seconds(1))
    let told = kernel.session.takeChanges().map(\.health)
    #expect(told == [.hardwareError(0x42), .hearing])
    #expect(kernel.monitors[0]?.count == 1)
  }

  @Test("A crowd that falls silent brings a new scan, the power off and on, and new sockets")
  func silence() {
    var kernel = Self.listening()
    for number in 0..<400 {
      kernel.session.heard(UInt64(number % 20), 0, at: kernel.time)
      kernel.time = kernel.time + .milliseconds(10)
    }
    kernel.wait(.milliseconds(1500))
    #expect(
      kernel.commands.map(\.opcode)
        == [.removeMonitor, .readMonitorFeatures, .addPatternsMonitor])
    kernel.wait(.seconds(1))
    #expect(kernel.commands.filter { $0.opcode == .setPowered }.map(\.parameters) == [[0], [1]])
    kernel.wait(.seconds(1))
    #expect(kernel.session.wantsReopening)
    let told = kernel.session.takeChanges().map(\.health)
    #expect(
      told == [.silent(.restartScan), .silent(.powerCycle), .silent(.reopen)])
    kernel.session.heard(1, 0, at: kernel.time)
    #expect(kernel.health == [.hearing])
  }

  @Test("At the end every monitor is taken back")
  func stop() {
    var kernel = Self.listening()
    #expect(kernel.session.stop() == [])
    kernel.settle()
    #expect(kernel.commands == [.removeMonitor(1, 0)])
    #expect(kernel.monitors[0] == [])
  }

  @Test("What is just being set stays noted at the end, whatever number another adapter's has")
  func stopMeanwhile() {
    let on: MgmtSettings = [.powered, .lowEnergy]
    let bindings = [
      AdapterBinding(.index(0), receiver: ReceiverIndex(0)),
      AdapterBinding(.index(1), receiver: ReceiverIndex(1)),
    ]
    var kernel = ScriptedKernel(bindings, adapters: [(0, 1, on), (1, 2, on)])
    kernel.settle()
    // Of two monitors with the number 1, one is wiped, and set again when it all ends.
    kernel.monitors[1] = []
    kernel.session.receive(.monitorRemoved(1, index: 1), at: kernel.time)
    for command in kernel.session.takeOutbox() {
      kernel.session.receive(
        .ended(
          opcode: command.opcode.rawValue, index: 1, .success,
          parameters: [1, 0, 0, 0, 1, 0, 0, 0, 32, 0, 16, 0, 0]), at: kernel.time)
    }
    #expect(kernel.session.takeOutbox().map(\.opcode) == [.addPatternsMonitor])
    #expect(kernel.session.stop() == [.init(index: 1, monitor: 1)])
  }

  @Test("Answers that nobody asked for, and answers without content, change nothing")
  func hostile() {
    var kernel = Self.listening()
    for opcode: UInt16 in [0x0003, 0x0004, 0x0005, 0x000D, 0x004C, 0x0051, 0x0052, 0x0053, 0x7777] {
      for count in 0..<40 {
        kernel.tell(
          .ended(
            opcode: opcode, index: 0, .success, parameters: Array(repeating: 0, count: count)))
      }
    }
    #expect(kernel.health == [.hearing])
    #expect(kernel.monitors == [0: [1]])
  }
}

/// A value that a test changes under a closure.
private final class Shared<Value: Sendable>: Sendable {
  private let content: Mutex<Value>

  init(_ content: consuming sending Mutex<Value>) { self.content = content }

  var value: Value {
    get { content.withLock { $0 } }
    set { content.withLock { $0 = newValue } }
  }
}
