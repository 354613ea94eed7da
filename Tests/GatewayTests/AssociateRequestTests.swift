import Alerts
import Control
import Delivery
import Gateway
import Ledger
import Proximity
import Site
import Testing

@Suite("Shoppers who ask for an associate")
struct AssociateRequestTests {
  private func ask(
    _ desk: StoreDesk<MemoryLedger>, _ command: AssociateCommand
  ) async throws -> AssociateRequests {
    let reply = try await desk.handle(command, as: .associate, from: StoreDeskTests.peer)
    guard case .associate(let requests) = reply else { throw Unexpected() }
    return requests
  }

  @Test("R12: a request reaches the staff with a code and a place, and leaves nothing in the books")
  func request() async throws {
    let desk = try StoreDeskTests.desk()
    let staff = Staff()
    desk.onRequest { await staff.take($0) }
    let asked = try await ask(desk, .ask(.help, "tea"))
    let code = try #require(asked.requests.first?.code)
    #expect(asked.wasDelivered == true)
    #expect(await staff.taken.map(\.code) == [code.description])
    #expect(await staff.taken.map(\.place) == ["tea"])
    #expect(try await ask(desk, .waiting).requests == asked.requests)
    #expect(try await ask(desk, .answer(code)).requests == asked.requests)
    #expect(try await ask(desk, .waiting).requests.isEmpty)
    await #expect(throws: ControlError.self) { try await ask(desk, .answer(code)) }
    #expect(await desk.books.count == 0)
  }

  @Test("An appointment in the past and a place that is none are refused")
  func refused() async throws {
    let desk = try StoreDeskTests.desk()
    await #expect(throws: ControlError.self) { try await ask(desk, .ask(.help, "nowhere")) }
    let past = Associate.Wish.appointment(StoreDeskTests.now - .seconds(1))
    await #expect(throws: ControlError.self) { try await ask(desk, .ask(past, "tea")) }
    let ahead = Associate.Wish.appointment(StoreDeskTests.now + .seconds(3_600))
    #expect(try await ask(desk, .ask(ahead, "tea")).wasDelivered == nil, "nobody is told here")
  }
}

private actor Staff {
  private(set) var taken: [RequestContent] = []
  func take(_ content: RequestContent) -> DeliveryOutcome {
    taken.append(content)
    return .delivered
  }
}
