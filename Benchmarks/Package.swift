// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func house(_ names: String...) -> [Target.Dependency] {
  names.map { .product(name: $0, package: "beacon-proximity") }
}

let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "beacon-proximity-benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [
    .package(name: "beacon-proximity", path: "../"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // Without its traits: its malloc interposer counts nothing on Linux, and `allocations` does.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    // What everything here measures: a crowd, its advertisements on the wire, the way they go.
    .target(
      name: "Workload", dependencies: house("Advertising", "Proximity", "Identity"),
      swiftSettings: strict),
    .target(name: "CAllocationCounter"),
    .target(name: "CProcess"),

    .executableTarget(
      name: "pipeline", dependencies: house("Proximity") + ["Workload", arguments],
      swiftSettings: strict),
    .executableTarget(
      name: "allocations",
      dependencies: house("Advertising", "Proximity", "Identity") + [
        "Workload", "CAllocationCounter", arguments,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "floor", dependencies: house("Proximity") + ["Workload", arguments],
      swiftSettings: strict),
    .executableTarget(
      name: "sharded", dependencies: house("Proximity", "Sharding") + ["Workload", arguments],
      swiftSettings: strict),
    .executableTarget(
      name: "throughput",
      dependencies: house(
        "Advertising", "Proximity", "Identity", "Ledger", "Recording", "Site", "Gateway")
        + ["Workload", "CProcess", arguments],
      swiftSettings: strict),

    .executableTarget(
      name: "ledger",
      dependencies: house(
        "Alerts", "Gateway", "Ledger", "LedgerSQLite", "Proximity", "Site") + [arguments],
      swiftSettings: strict),

    // How near what is known comes to the truth, and to what others know.
    .target(name: "Scoring", dependencies: house("Simulation"), swiftSettings: strict),
    .executableTarget(
      name: "accuracy",
      dependencies: house("Advertising", "Proximity", "Recording", "Simulation", "Site") + [
        "Scoring", arguments,
      ],
      path: "Accuracy", swiftSettings: strict),
    .testTarget(
      name: "ScoringTests", dependencies: house("Simulation") + ["Scoring"],
      swiftSettings: strict),
    .testTarget(
      name: "AccuracyTests",
      dependencies: house("Proximity", "Simulation") + ["Scoring", "accuracy"],
      swiftSettings: strict),

    // The benchmark plugin finds its targets by their being in a folder of that name.
    .executableTarget(
      name: "Stages",
      dependencies: house("Advertising", "Proximity", "Identity", "Alerts") + [
        "Workload", .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Stages",
      // The plugin's generated entry point is not ours to make strict.
      swiftSettings: [.enableUpcomingFeature("MemberImportVisibility")],
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ],
  swiftLanguageModes: [.v6]
)
