internal import NIOCore

/// Splits what arrives into lines; after a line that is too long, nothing more is looked at.
struct LineDecoder: ByteToMessageDecoder {
  enum Frame: Equatable, Sendable {
    case line([UInt8])
    case tooLong
  }

  typealias InboundOut = Frame

  private let limit: Int
  private var isOver = false
  /// How far the bytes at hand have been searched already.
  private var searched = 0

  init(limit: Int) { self.limit = limit }

  mutating func decode(
    context: ChannelHandlerContext, buffer: inout ByteBuffer
  ) throws -> DecodingState {
    if isOver {
      buffer.moveReaderIndex(to: buffer.writerIndex)
      return .needMoreData
    }
    let fresh = buffer.readableBytesView.dropFirst(searched)
    if let end = fresh.firstIndex(of: UInt8(ascii: "\n")) {
      let length = end - buffer.readerIndex
      searched = 0
      guard length <= limit, let line = buffer.readBytes(length: length) else {
        return giveUp(context, &buffer)
      }
      buffer.moveReaderIndex(forwardBy: 1)
      context.fireChannelRead(wrapInboundOut(.line(line)))
      return .continue
    }
    searched = buffer.readableBytes
    return searched > limit ? giveUp(context, &buffer) : .needMoreData
  }

  mutating func decodeLast(
    context: ChannelHandlerContext, buffer: inout ByteBuffer, seenEOF: Bool
  ) throws -> DecodingState {
    // Half a line at the end is nobody's request.
    while try decode(context: context, buffer: &buffer) == .continue {}
    buffer.moveReaderIndex(to: buffer.writerIndex)
    return .needMoreData
  }

  private mutating func giveUp(
    _ context: ChannelHandlerContext, _ buffer: inout ByteBuffer
  ) -> DecodingState {
    isOver = true
    buffer.moveReaderIndex(to: buffer.writerIndex)
    context.fireChannelRead(wrapInboundOut(.tooLong))
    return .needMoreData
  }
}
