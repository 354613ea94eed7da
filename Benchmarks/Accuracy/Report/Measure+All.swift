extension Measure {
  /// A share of time or events, 0 to 1, that ought to be high.
  static func good(_ name: String) -> Measure {
    Measure(name: name, better: .higher, margin: 0.02, style: .number(decimals: 2))
  }

  /// A share of time that ought to be low.
  static func bad(_ name: String) -> Measure {
    Measure(name: name, better: .lower, margin: 0.01, style: .percent)
  }

  /// Something that happens so often in an hour and ought not to.
  static func rate(_ name: String) -> Measure {
    Measure(name: name, better: .lower, margin: 2, style: .number(decimals: 1))
  }

  /// Something that ought not to happen.
  static func count(_ name: String) -> Measure {
    Measure(name: name, better: .lower, margin: 0, style: .number(decimals: 0))
  }

  /// Something that ought to happen.
  static func found(_ name: String) -> Measure {
    Measure(name: name, better: .higher, margin: 0, style: .number(decimals: 0))
  }

  /// Seconds of delay.
  static func delay(_ name: String) -> Measure {
    Measure(name: name, better: .nearerToZero, margin: 0.5, style: .signed(decimals: 1))
  }

  /// Seconds of an error without its sign.
  static func seconds(_ name: String) -> Measure {
    Measure(name: name, better: .lower, margin: 0.5, style: .number(decimals: 1))
  }

  /// A share that ought to be 0.
  static func bias(_ name: String) -> Measure {
    Measure(name: name, better: .nearerToZero, margin: 0.02, style: .percent)
  }
}
