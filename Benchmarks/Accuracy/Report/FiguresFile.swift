import Foundation

/// The figures of a run, as a file keeps them to compare later runs with.
struct FiguresFile: Codable, Equatable, Sendable {
  private static let currentVersion = 1

  private let version: Int
  /// By the sheet's key, then by row, then by measure.
  let sheets: [String: [String: [String: Double]]]

  init(_ sheets: [Sheet]) {
    version = Self.currentVersion
    self.sheets = Dictionary(
      uniqueKeysWithValues: sheets.map { sheet in
        (
          sheet.key,
          Dictionary(uniqueKeysWithValues: sheet.rows.map { ($0.name, $0.figures(sheet)) })
        )
      })
  }

  init(path: String) throws {
    let data: Data
    do {
      data = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw Problem("\(path) cannot be read: write it with --write first")
    }
    guard let file = try? JSONDecoder().decode(Self.self, from: data),
      file.version == Self.currentVersion
    else {
      throw Problem("\(path) holds no figures of this command: write it anew with --write")
    }
    self = file
  }

  func write(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try (encoder.encode(self) + [UInt8(ascii: "\n")]).write(to: URL(filePath: path))
  }

  /// What is worse now than the file says by more than its margin, a line each.
  func complaints(about now: [Sheet]) -> [String] {
    let known = FiguresFile(now)
    var complaints: [String] = []
    for (key, rows) in sheets.sorted(by: { $0.key < $1.key }) {
      for (row, figures) in rows.sorted(by: { $0.key < $1.key }) {
        for (name, was) in figures.sorted(by: { $0.key < $1.key }) {
          let place = "\(key), \(row), \(name)"
          let sheet = now.first { $0.key == key }
          guard let measure = sheet?.measures.first(where: { $0.name == name }) else {
            complaints.append("\(place): is measured no more, was \(was)")
            continue
          }
          let value = known.sheets[key]?[row]?[name]
          if measure.isWorse(value, than: was) {
            complaints.append(
              "\(place): \(value.map { "\($0)" } ?? "nothing"), was \(was), "
                + "may be worse by \(measure.margin)")
          }
        }
      }
    }
    return complaints
  }
}

extension Row {
  /// By measure, to the fourth decimal; what has no figure is left out.
  fileprivate func figures(_ sheet: Sheet) -> [String: Double] {
    var figures: [String: Double] = [:]
    for (measure, cell) in zip(sheet.measures, cells) {
      figures[measure.name] = cell.value.map { ($0 * 1e4).rounded() / 1e4 }
    }
    return figures
  }
}
