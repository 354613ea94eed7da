internal import Foundation

/// Requests and responses as lines of JSON.
enum ControlLine {
  /// A line of JSON without its end, which the JSON itself never holds.
  static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(value))
  }

  /// A request, or an error that says where the line stops being one, with the id if there is one.
  static func request(_ line: [UInt8]) -> Result<ControlRequest, Unreadable> {
    let data = Data(line)
    let decoder = JSONDecoder()
    // The version first: a later one may look different beyond it.
    guard let head = try? decoder.decode(Head.self, from: data) else {
      return .failure(Unreadable(id: 0, error: ControlError(.malformed, "the line is no request")))
    }
    guard head.version == ControlRequest.currentVersion else {
      return .failure(
        Unreadable(
          id: head.id ?? 0,
          error: ControlError(
            .unsupportedVersion,
            "the daemon speaks version \(ControlRequest.currentVersion) and not \(head.version); "
              + "use the beacond it was installed with")))
    }
    do {
      return .success(try decoder.decode(ControlRequest.self, from: data))
    } catch {
      return .failure(
        Unreadable(id: head.id ?? 0, error: ControlError(.malformed, problem(error))))
    }
  }

  static func response(_ line: [UInt8]) -> ControlResponse? {
    try? JSONDecoder().decode(ControlResponse.self, from: Data(line))
  }

  /// A line that is no request.
  struct Unreadable: Error {
    let id: Int
    let error: ControlError
  }

  private struct Head: Decodable {
    let version: Int
    let id: Int?
  }

  /// Where and what, without repeating what was sent: it may hold a key.
  private static func problem(_ error: any Error) -> String {
    func path(_ keys: [any CodingKey]) -> String {
      keys.isEmpty ? "the request" : keys.map(\.stringValue).joined(separator: ".")
    }
    guard let error = error as? DecodingError else { return "the line is no request" }
    switch error {
    case .keyNotFound(let key, let context):
      return "\(path(context.codingPath + [key])) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "\(path(context.codingPath)) is of the wrong type"
    case .dataCorrupted(let context):
      return "\(path(context.codingPath)): \(explanation(context))"
    @unknown default: return "the line is no request"
    }
  }

  private static func explanation(_ context: DecodingError.Context) -> String {
    // Those of the standard library quote the value.
    context.debugDescription.hasPrefix("Cannot") ? "it is not known" : context.debugDescription
  }
}
