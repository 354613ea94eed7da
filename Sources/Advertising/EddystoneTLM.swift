/// An Eddystone-TLM frame: the state of the beacon that sends it.
///
/// Source: https://github.com/google/eddystone/tree/master/eddystone-tlm
@frozen
public enum EddystoneTLM: BitwiseCopyable, Hashable, Sendable {
  /// Telemetry for everyone.
  case plain(Telemetry)
  /// Telemetry for the holder of the beacon's identity key only; it is not read here.
  case encrypted

  /// What a beacon tells about itself.
  @frozen
  public struct Telemetry: BitwiseCopyable, Hashable, Sendable {
    @usableFromInline let rawBattery: UInt16
    @usableFromInline let rawTemperature: Int16
    /// Advertisements sent since power-on.
    public let advertisements: UInt32
    /// Time since power-on in tenths of a second.
    public let uptime: UInt32

    /// Battery voltage in millivolts; `nil` for a beacon without battery.
    public var battery: UInt16? { rawBattery == 0 ? nil : rawBattery }

    /// Temperature in °C, in steps of 1/256; `nil` for a beacon without thermometer.
    public var temperature: Float? {
      rawTemperature == .min ? nil : Float(rawTemperature) / 256
    }
  }
}

extension EddystoneTLM {
  /// UUID (2), 20, version, then battery (2), temperature (2), advertisements (4), uptime (4) or
  /// 16 encrypted bytes; `nil` for another version.
  @usableFromInline
  init?(_ data: Span<UInt8>, at offset: Int) throws(DecodeError) {
    guard data.count >= 4 else {
      throw DecodeError(offset: offset + 3, cause: .endOfBytes(needed: 1, available: 0))
    }
    let isPlain = data[3] == 0x00
    guard isPlain || data[3] == 0x01 else { return nil }
    let length = isPlain ? 14 : 18
    guard data.count == length + 2 else {
      throw DecodeError(
        offset: offset + 2, cause: .frameLength(data.count - 2, expected: length))
    }
    guard isPlain else {
      self = .encrypted
      return
    }
    self = .plain(
      Telemetry(
        rawBattery: UInt16(data[4]) << 8 | UInt16(data[5]),
        rawTemperature: Int16(bitPattern: UInt16(data[6]) << 8 | UInt16(data[7])),
        advertisements: bigEndian32(data, at: 8), uptime: bigEndian32(data, at: 12)))
  }
}
