/// The four bytes from `start`, first byte highest.
@inlinable
@inline(__always)
func bigEndian32(_ bytes: Span<UInt8>, at start: Int) -> UInt32 {
  UInt32(bytes[start]) << 24 | UInt32(bytes[start + 1]) << 16
    | UInt32(bytes[start + 2]) << 8 | UInt32(bytes[start + 3])
}

/// The eight bytes from `start`, first byte highest.
@inlinable
@inline(__always)
func bigEndian64(_ bytes: Span<UInt8>, at start: Int) -> UInt64 {
  UInt64(bigEndian32(bytes, at: start)) << 32 | UInt64(bigEndian32(bytes, at: start + 4))
}
