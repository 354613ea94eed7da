/// For each recording the candidate that does best on those of all other folds.
///
/// Of candidates that do equally well it is the one in the middle of the first run of them, which
/// lies farthest from doing worse.
///
/// - Parameters:
///   - parts: what the figure is made of, by recording and then by candidate.
///   - folds: for each recording the fold it is in; nothing of its own fold has a say.
///   - figure: of a candidate's parts; more is better, nothing is worst.
/// - Returns: a candidate for each recording.
public func bestOnOthers<Part>(
  _ parts: [[Part]], folds: [Int], _ figure: ([Part]) -> Double?
) -> [Int] {
  precondition(parts.count == folds.count, "each recording must be in a fold")
  var best: [Int: Int] = [:]
  return folds.map { fold in
    if let known = best[fold] { return known }
    let others = parts.indices.filter { folds[$0] != fold }
    let figures = (parts.first ?? []).indices.map { candidate in
      figure(others.map { parts[$0][candidate] }) ?? -.infinity
    }
    let top = figures.max() ?? 0
    let first = figures.firstIndex(of: top) ?? 0
    let run = figures[first...].prefix { $0 == top }.count
    best[fold] = first + max(0, run - 1) / 2
    return first + max(0, run - 1) / 2
  }
}
