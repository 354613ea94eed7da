/// Rows of text in columns as wide as their widest cell.
struct TextTable {
  private var rows: [[String]]

  init(_ header: [String]) { rows = [header] }

  var isEmpty: Bool { rows.count == 1 }

  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The lines, the header first; the last column is not padded.
  var lines: [String] {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.indices.map { column in
        column == row.count - 1 ? row[column] : row[column].padded(to: widths[column])
      }.joined(separator: "  ")
    }
  }
}

extension String {
  /// The text with blanks behind it, up to a width.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
