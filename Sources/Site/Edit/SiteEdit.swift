/// A site file with other numbers and all else as it was: comments, order and spaces.
///
/// The edited text is read again, and it is given out only if it means the same site with just
/// these numbers changed.
public struct SiteEdit: Equatable, Sendable {
  /// The edited file.
  public let yaml: [UInt8]
  /// The lines that are new or changed, in the order of the file.
  public let changes: [Change]

  /// A line of the edited file.
  public struct Change: Equatable, Sendable {
    /// From 1.
    public let line: Int
    /// The line; of a shopper, only the number, because a key may stand beside it.
    public let text: String
  }

  /// Edits a site file.
  ///
  /// - Parameters:
  ///   - numbers: what to change.
  ///   - yaml: the bytes of the file.
  ///   - source: how problems call the file.
  /// - Throws: ``SiteError`` when the file is no site, a number is out of its range, or the file is
  ///   written in a way in which it cannot be edited safely.
  public init(
    _ numbers: RadioNumbers, in yaml: some Collection<UInt8>, source: String
  ) throws(SiteError) {
    let expected: Site
    do {
      expected = try Site(yaml: yaml, source: source, for: .replay).with(numbers)
    } catch let error as SiteError {
      throw error
    } catch {
      throw SiteError(source, problem: "\(error)")
    }
    let original = try SourceText(yaml, name: source)
    var writer = SiteWriter(text: EditedText(original.text))
    try writer.write(numbers, in: Item.document(original))
    guard writer.misses.isEmpty, let (text, changes) = writer.text.edited() else {
      throw .unsafe(source, writer.misses.first)
    }
    let mark: [UInt8] = yaml.starts(with: [0xEF, 0xBB, 0xBF]) ? [0xEF, 0xBB, 0xBF] : []
    let edited = mark + Array(text.utf8)
    guard let site = try? Site(yaml: edited, source: source, for: .replay),
      site == expected
    else { throw .unsafe(source, nil) }
    self.yaml = edited
    self.changes = changes
  }
}

extension SiteError {
  fileprivate static func unsafe(_ source: String, _ item: Item?) -> SiteError {
    SiteError([
      SiteProblem(
        source: source, line: item?.line ?? 0, column: item?.column ?? 0, path: item?.path ?? "",
        problem: "the file is written in a way in which it cannot be edited safely",
        advice: "write the numbers by hand")
    ])
  }
}
