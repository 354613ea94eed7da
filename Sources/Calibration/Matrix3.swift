typealias Vector3 = InlineArray<3, Double>

extension Vector3 {
  func dot(_ other: Vector3) -> Double {
    self[0] * other[0] + self[1] * other[1] + self[2] * other[2]
  }
}

/// Three rows of three numbers.
struct Matrix3 {
  private var rows = InlineArray<3, Vector3>(repeating: Vector3(repeating: 0))

  subscript(row: Int, column: Int) -> Double {
    get { rows[row][column] }
    set { rows[row][column] = newValue }
  }

  func times(_ vector: Vector3) -> Vector3 {
    [rows[0].dot(vector), rows[1].dot(vector), rows[2].dot(vector)]
  }

  /// By cofactors; not a number where there is none.
  var inverse: Matrix3 {
    var adjugate = Matrix3()
    for row in 0..<3 {
      for column in 0..<3 { adjugate[column, row] = cofactor(row, column) }
    }
    let determinant = rows[0].dot([adjugate[0, 0], adjugate[1, 0], adjugate[2, 0]])
    for row in 0..<3 {
      for column in 0..<3 { adjugate[row, column] /= determinant }
    }
    return adjugate
  }

  private func cofactor(_ row: Int, _ column: Int) -> Double {
    let (r, s) = ((row + 1) % 3, (row + 2) % 3)
    let (c, d) = ((column + 1) % 3, (column + 2) % 3)
    return self[r, c] * self[s, d] - self[r, d] * self[s, c]
  }
}
