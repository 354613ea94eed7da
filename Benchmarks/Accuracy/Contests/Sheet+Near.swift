import Scoring

extension Sheet {
  /// The figures of near and of visits.
  init(near key: String, _ title: String, _ results: [Result], notes: [String]) {
    let hasReturns = results.contains { result in
      let visits = Part.sum(result.parts).visits
      return visits.trueReturns > 0 || visits.detectedReturns > 0
    }
    self.init(
      key: key, title: title, notes: notes,
      measures: Self.nearMeasures + (hasReturns ? Self.returnMeasures : []))
    rows = results.map { result in
      Row(result.name, Self.nearCells(result) + (hasReturns ? Self.returnCells(result) : []))
    }
  }

  private static let nearMeasures: [Measure] = [
    .good("F1"), .bad("error"), .rate("false/h"), .delay("enter"), .seconds("enter p90"),
    .delay("exit"), .seconds("exit p90"), .count("missed"), .good("visits: precision"),
    .good("recall"), .delay("dwell error"), .seconds("p90"), .bias("dwell bias"),
  ]

  private static func nearCells(_ result: Result) -> [Row.Cell] {
    let sum = Part.sum(result.parts)
    let (near, visits) = (sum.near, sum.visits)
    let values: [Double?] = [
      near.error, near.falseTransitionsPerHour, near.entryDelays.median,
      near.entryDelays.quantile(0.9), near.exitDelays.median, near.exitDelays.quantile(0.9),
      Double(near.missed), visits.precision, visits.recall, visits.dwellErrors.median,
      visits.dwellErrors.map(abs).quantile(0.9), visits.dwellBias,
    ]
    return [Row.Cell(value: near.f1, range: result.range)] + values.map { Row.Cell(value: $0) }
  }

  private static let returnMeasures: [Measure] = [
    .good("returns: F1"), .good("returns: precision"), .good("returns: recall"),
  ]

  private static func returnCells(_ result: Result) -> [Row.Cell] {
    let visits = Part.sum(result.parts).visits
    return [visits.returnF1, visits.returnPrecision, visits.returnRecall].map {
      Row.Cell(value: $0)
    }
  }
}
