/// A drawing in Scalable Vector Graphics, in pixels from the upper left corner.
struct SVG {
  private let width: Double
  private let height: Double
  private var body = ""

  init(width: Double, height: Double) {
    (self.width, self.height) = (width, height)
  }

  mutating func box(
    _ x: Double, _ y: Double, width: Double, height: Double, fill: String, opacity: Double = 1
  ) {
    body += """
      <rect x="\(x.text(1))" y="\(y.text(1))" width="\(width.text(1))" height="\(height.text(1))" \
      fill="\(fill)" fill-opacity="\(opacity.text(2))"/>

      """
  }

  mutating func line(
    _ x: Double, _ y: Double, toX: Double, toY: Double, stroke: String, isDashed: Bool = false
  ) {
    body += """
      <line x1="\(x.text(1))" y1="\(y.text(1))" x2="\(toX.text(1))" y2="\(toY.text(1))" \
      stroke="\(stroke)" stroke-width="1"\(isDashed ? " stroke-dasharray=\"4 3\"" : "")/>

      """
  }

  mutating func curve(_ points: [(x: Double, y: Double)], stroke: String) {
    let list = points.map { "\($0.x.text(1)),\($0.y.text(1))" }.joined(separator: " ")
    body += """
      <polyline points="\(list)" fill="none" stroke="\(stroke)" stroke-width="1.2"/>

      """
  }

  mutating func dot(_ x: Double, _ y: Double, fill: String) {
    body += "<circle cx=\"\(x.text(1))\" cy=\"\(y.text(1))\" r=\"1.2\" fill=\"\(fill)\"/>\n"
  }

  enum Anchor: String { case start, middle, end }

  mutating func text(
    _ text: String, _ x: Double, _ y: Double, size: Double = 11, anchor: Anchor = .start,
    fill: String = "#333"
  ) {
    let escaped = text.map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      default: String(character)
      }
    }.joined()
    body += """
      <text x="\(x.text(1))" y="\(y.text(1))" font-size="\(size.text(0))" \
      text-anchor="\(anchor.rawValue)" fill="\(fill)">\(escaped)</text>

      """
  }

  /// The file.
  var file: String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width.text(0)) \(height.text(0))" \
    width="\(width.text(0))" height="\(height.text(0))" font-family="Helvetica, Arial, sans-serif">
    <rect width="100%" height="100%" fill="#fff"/>
    \(body)</svg>

    """
  }
}
