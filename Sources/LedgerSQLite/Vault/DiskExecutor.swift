internal import Dispatch

/// A thread of its own for whoever waits for disks, so that nobody else has to.
///
/// What is `unsafe` here is that a job does not keep its executor alive; the actor that owns it does.
final class DiskExecutor: SerialExecutor {
  private let queue = DispatchQueue(label: "ledger")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = unsafe asUnownedSerialExecutor()
    queue.async { unsafe job.runSynchronously(on: executor) }
  }
}
