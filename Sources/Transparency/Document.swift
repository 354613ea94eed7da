/// A text with headings, as Markdown that reads well as it is.
struct Document: Equatable {
  /// One heading and what stands under it.
  struct Section: Equatable {
    var heading: String
    var paragraphs: [String] = []
    var points: [String] = []
    /// What stands below the points.
    var ending: [String] = []
  }

  var title: String
  var lead: [String] = []
  var sections: [Section] = []

  /// The lines of the text; paragraphs are one line each, for whoever shows them to break.
  var lines: [String] {
    var lines = ["# \(title)"]
    for paragraph in lead { lines += ["", paragraph] }
    for section in sections {
      lines += ["", "## \(section.heading)"]
      for paragraph in section.paragraphs { lines += ["", paragraph] }
      if !section.points.isEmpty { lines.append("") }
      lines += section.points.map { "- \($0)" }
      for paragraph in section.ending { lines += ["", paragraph] }
    }
    return lines
  }
}
