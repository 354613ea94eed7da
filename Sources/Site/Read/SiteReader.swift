/// Reads one site file from its tree of items, and notes every problem on the way.
///
/// Reading goes on after a problem, so that one run tells of them all; whatever could not be read
/// is left out of the result, which is only good when there are no problems.
struct SiteReader {
  let source: String
  /// What the site is for: a live one has to say more.
  let use: Site.Use
  /// The languages that texts must come in; none while the file states none.
  var languages: [Language] = []
  private(set) var problems: [SiteProblem] = []

  init(source: String, for use: Site.Use) {
    self.source = source
    self.use = use
  }

  /// Notes a problem with an item.
  mutating func report(_ item: Item, _ problem: String, advice: String? = nil) {
    report(item.line, item.column, item.path, problem, advice: advice)
  }

  mutating func report(
    _ line: Int, _ column: Int, _ path: String, _ problem: String, advice: String? = nil
  ) {
    problems.append(
      SiteProblem(
        source: source, line: line, column: column, path: path, problem: problem, advice: advice))
  }

  /// The word that the author may have meant.
  ///
  /// Guesses take time, so a file with more problems than will be listed gets no more of them.
  func guess(_ word: String, among words: [String]) -> String? {
    problems.count < SiteError.limit ? word.nearest(of: words) : nil
  }

  /// Notes that an item is not what it should be.
  mutating func expected(_ what: String, _ item: Item, advice: String? = nil) {
    report(item, "expected \(what), found \(item.found)", advice: advice)
  }
}
