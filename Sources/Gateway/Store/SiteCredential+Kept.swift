import Ledger
import Site

extension SiteCredential {
  /// The credential that a registry keeps the text of.
  init(_ kept: KeptCredential) throws(SiteError) {
    try self.init(line: "\(kept.kind): \(kept.text)")
  }
}

extension KeptCredential {
  /// Takes a line of a site file apart, such as `ibeacon: UUID/1/7`.
  init?(line: String) {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let text = line[line.index(after: colon)...].drop { $0 == " " }
    self.init(kind: String(line[..<colon]), text: String(text))
  }
}
