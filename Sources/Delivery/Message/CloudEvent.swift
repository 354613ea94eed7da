internal import Alerts
internal import Foundation
internal import Proximity

/// A message as a CloudEvents 1.0 event in structured JSON: the same message, the same bytes.
///
/// Source: CloudEvents 1.0.2, JSON event format.
public struct CloudEvent: Equatable, Sendable {
  /// The media type of `bytes`.
  public static let mediaType = "application/cloudevents+json; charset=UTF-8"
  /// The most bytes an event may have.
  public static let largest = 16_384
  /// The event.
  public let bytes: [UInt8]

  /// Creates the event of a message, or nothing when it would be larger than `largest`.
  ///
  /// - Parameters:
  ///   - message: what it tells.
  ///   - source: the site, as a URI reference such as `/sites/marlowe`.
  public init?(_ message: Message, from source: String) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(Envelope(message, source)), data.count <= Self.largest
    else { return nil }
    bytes = [UInt8](data)
  }
}

private struct Envelope: Encodable {
  let specversion = "1.0"
  let id: String
  let source: String
  let type: String
  let time: String
  let datacontenttype = "application/json"
  let data: Payload

  init(_ message: Message, _ source: String) {
    id = message.key.description
    self.source = source
    time = timestamp(message.time)
    switch message.content {
    case .alert(let alert):
      type = "beacon-proximity.alert.v1"
      data = .alert(AlertPayload(alert))
    case .digest(let alerts):
      type = "beacon-proximity.digest.v1"
      data = .digest(alerts.map { AlertPayload($0) })
    case .request(let request):
      switch request.kind {
      case .associate:
        type = "beacon-proximity.associate-request.v1"
        data = .request(RequestPayload(code: request.code, place: request.place, at: nil))
      case .appointment(let time):
        type = "beacon-proximity.appointment.v1"
        data = .request(
          RequestPayload(code: request.code, place: request.place, at: timestamp(time)))
      }
    }
  }
}

private enum Payload: Encodable {
  case alert(AlertPayload)
  case digest([AlertPayload])
  case request(RequestPayload)

  private enum Key: String, CodingKey { case alerts }

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .alert(let payload): try payload.encode(to: encoder)
    case .digest(let payloads):
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(payloads, forKey: .alerts)
    case .request(let payload): try payload.encode(to: encoder)
    }
  }
}

private struct AlertPayload: Encodable {
  let handle: String
  let alert: AlertID
  let brand: BrandID
  let text: String
  let lockScreenText: String
  let reason: String

  init(_ content: AlertContent) {
    handle = content.handle.description
    alert = content.alert
    brand = content.brand
    text = content.text
    lockScreenText = content.lockScreenText
    reason = content.reason
  }
}

private struct RequestPayload: Encodable {
  let code: String
  let place: PlaceID?
  let at: String?
}

/// A time after RFC 3339, in UTC and whole milliseconds.
private func timestamp(_ time: LedgerTime) -> String {
  let milliseconds = (Double(time.nanoseconds) / 1e6).rounded(.down)
  return Date(timeIntervalSince1970: milliseconds / 1e3)
    .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
}
