internal import NIOCore

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// One connection: a line in, a line out, in this order. Nothing is read while a request is being
/// carried out, so a client cannot pile requests up.
final class Conversation<Handler: ControlHandler>: ChannelInboundHandler {
  typealias InboundIn = LineDecoder.Frame
  typealias OutboundOut = ByteBuffer

  private let limits: ControlLimits
  private let handler: Handler
  private let isFree: Bool
  private var peer: PeerCredentials?
  private var frames: [LineDecoder.Frame] = []
  private var isAnswering = false
  private var isDismissed = false
  private var end: Scheduled<Void>?

  init(_ limits: ControlLimits, _ handler: Handler, isFree: Bool) {
    self.limits = limits
    self.handler = handler
    self.isFree = isFree
  }

  func channelActive(context: ChannelHandlerContext) {
    let loop = context.eventLoop.assumeIsolated()
    end = loop.scheduleTask(in: .nanoseconds(limits.lifetime.wholeNanoseconds)) {
      context.close(promise: nil)
    }
    PeerCredentials.peer(of: context.channel).assumeIsolated().whenComplete { result in
      guard let peer = try? result.get(), peer.maySpeak(to: geteuid()) else {
        self.dismiss(
          ControlError(.notYours, "run this as root or as the user of the daemon"), context)
        return
      }
      guard self.isFree else {
        self.dismiss(ControlError(.busy, "too many are asking at once; try again"), context)
        return
      }
      self.peer = peer
      context.read()
    }
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    end?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if !isDismissed { frames.append(unwrapInboundIn(data)) }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    if isDismissed { context.read() } else { proceed(context) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  /// Answers the next line that is there, or reads on.
  private func proceed(_ context: ChannelHandlerContext) {
    guard let peer, !isAnswering, !isDismissed else { return }
    guard !frames.isEmpty else {
      context.read()
      return
    }
    guard case .line(let line) = frames.removeFirst() else {
      dismiss(
        ControlError(.tooLong, "a request has at most \(limits.requestBytes) bytes"), context)
      return
    }
    isAnswering = true
    let promise = context.eventLoop.makePromise(of: ControlResponse.self)
    promise.completeWithTask { [handler] in await handler.answer(line, from: peer) }
    promise.futureResult.assumeIsolated().whenSuccess { response in
      self.write(response, context).assumeIsolated().whenSuccess {
        self.isAnswering = false
        self.proceed(context)
      }
    }
  }

  /// Says why nothing more is answered, and closes. What still arrives is dropped unread for a
  /// moment: closing on it would make the kernel drop the answer too.
  private func dismiss(_ error: ControlError, _ context: ChannelHandlerContext) {
    isDismissed = true
    frames = []
    _ = write(ControlResponse(to: 0, error), context)
    context.read()
    context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) {
      context.close(promise: nil)
    }
  }

  private func write(
    _ response: ControlResponse, _ context: ChannelHandlerContext
  ) -> EventLoopFuture<Void> {
    context.writeAndFlush(
      wrapOutboundOut(ByteBuffer(bytes: response.line(within: limits) + [0x0A])))
  }
}

extension Duration {
  /// Saturating at the ends of the range.
  fileprivate var wholeNanoseconds: Int64 {
    let (seconds, overflow) = components.seconds.multipliedReportingOverflow(by: 1_000_000_000)
    guard !overflow else { return .max }
    let (sum, carry) = seconds.addingReportingOverflow(components.attoseconds / 1_000_000_000)
    return carry ? .max : max(0, sum)
  }
}
