import Foundation

/// Looks at the directory of the ledger and at the master key beside it, and opens neither: the
/// daemon may have them.
struct BooksExamination {
  let machine: Machine
  let directory: String
  let masterKey: String?

  /// What sealed books of a busy store grow by in weeks, and what a group of commits needs at once.
  private static let (scarce, least): (Int64, Int64) = (1 << 30, 64 << 20)

  var findings: [Finding] { [books, key, space] }

  private var books: Finding {
    let subject = "books"
    let parent = Self.parent(directory)
    guard let status = machine.status(directory) else {
      guard machine.isWritable(parent) else {
        return .wrong(
          subject, "\(directory) is not there: 'install -d -m 700 -o USER \(directory)'")
      }
      return .doubtful(subject, "\(directory) is not there yet: the daemon makes it")
    }
    guard status.isDirectory else { return .wrong(subject, "\(directory) is no directory") }
    if let finding = refusal(subject, directory, status, mode: "700") { return finding }
    for name in ["ledger.db", "ledger.db-wal", "keys.db", "keys.db-wal", "lock"] {
      let file = "\(directory)/\(name)"
      guard let status = machine.status(file) else { continue }
      if let finding = refusal(subject, file, status, mode: "600") { return finding }
    }
    return .fine(subject, "\(directory) can be written, and is \(owner(status))")
  }

  private var key: Finding {
    let subject = "master key"
    guard let masterKey else {
      return .wrong(
        subject,
        "not given (--master-key): 'beacond books create-key FILE', in a directory of its own")
    }
    guard let status = machine.status(masterKey) else {
      return .wrong(
        subject,
        """
        \(masterKey) is not there: bring it back, or for an empty ledger \
        'beacond books create-key \(masterKey)'
        """)
    }
    guard !(Self.parent(masterKey) + "/").hasPrefix(directory + "/") else {
      return .wrong(
        subject, "it lies beside what it protects: 'mv \(masterKey)' to a directory of its own")
    }
    guard !status.isDirectory, status.size == 32 else {
      return .wrong(subject, "\(masterKey) is none, which has 32 bytes: bring back the right one")
    }
    if let finding = refusal(subject, masterKey, status, mode: "600") { return finding }
    guard machine.isWritable(Self.parent(masterKey)) else {
      return .wrong(
        subject,
        "\(Self.parent(masterKey)) cannot be written, and after erasures the key is exchanged there"
      )
    }
    return .fine(subject, "\(masterKey), \(owner(status))")
  }

  private var space: Finding {
    let place = machine.status(directory) == nil ? Self.parent(directory) : directory
    guard let free = machine.free(place) else {
      return .doubtful("disk", "how much is free at \(place) cannot be told")
    }
    let text = "\(free >> 20) MiB free for the books"
    if free < Self.least { return .wrong("disk", "\(text): make room, or nothing is kept or sent") }
    return free < Self.scarce
      ? .doubtful("disk", "\(text): make room before it is full") : .fine("disk", text)
  }

  /// What the ledger would not open: others could read it, or the daemon could not write it.
  private func refusal(
    _ subject: String, _ path: String, _ status: Machine.Status, mode: String
  ) -> Finding? {
    if status.mode & 0o077 != 0 {
      return .wrong(
        subject,
        "\(path) is open to others (mode \(String(status.mode, radix: 8))): 'chmod \(mode) \(path)'"
      )
    }
    // Root looks on behalf of whoever runs the daemon.
    if machine.user != 0, status.owner != machine.user {
      return .wrong(
        subject, "\(path) belongs to user \(status.owner): 'chown \(machine.user) \(path)'")
    }
    guard machine.isWritable(path), status.mode & 0o200 != 0 else {
      return .wrong(
        subject, "\(path) cannot be written: 'chmod \(mode) \(path)', or its disk is read-only")
    }
    return nil
  }

  private func owner(_ status: Machine.Status) -> String {
    status.owner == machine.user
      ? "ours alone" : "user \(status.owner)'s alone, who must run the daemon"
  }

  private static func parent(_ path: String) -> String {
    URL(fileURLWithPath: path).deletingLastPathComponent().path
  }
}
