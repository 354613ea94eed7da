extension SiteCredential {
  /// Reads a credential as it stands in one line of a site file, such as `ibeacon: UUID/1/7`.
  ///
  /// - Throws: ``SiteError`` with what was expected; it never repeats a key.
  public init(line text: String) throws(SiteError) {
    let item = try Item.document(SourceText(Array(text.utf8), name: "the credential"))
    var reader = SiteReader(source: "the credential", for: .live)
    let credential = reader.credential(item)
    guard reader.problems.isEmpty, let credential else { throw SiteError(reader.problems) }
    self = credential
  }
}
