/// Rows under a line of text, as Markdown that can be read as it is, too.
struct Table {
  private let title: String
  private var rows: [[String]]

  init(_ title: String, _ header: [String]) {
    self.title = title
    rows = [header]
  }

  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The first column to the left, all others to the right.
  var text: String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let rule = widths.enumerated().map { column, width in
      String(repeating: "-", count: column == 0 ? width : width - 1) + (column == 0 ? "" : ":")
    }
    let lines = ([rows[0], rule] + rows.dropFirst()).map { row in
      let cells = row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + padding : padding + cell
      }
      return "| " + cells.joined(separator: " | ") + " |\n"
    }
    return "\(title)\n\n\(lines.joined())"
  }
}
