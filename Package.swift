// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "beacon-proximity",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "Advertising", targets: ["Advertising"]),
    .library(name: "Proximity", targets: ["Proximity"]),
  ],
  targets: [
    .target(name: "Advertising", swiftSettings: strict),
    .testTarget(
      name: "AdvertisingTests", dependencies: ["Advertising"], swiftSettings: strict),
    .target(
      name: "Proximity", dependencies: ["Advertising"], swiftSettings: strict,
      // Square roots and rounding are C library calls on x86-64, and nothing else here links it.
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .testTarget(name: "ProximityTests", dependencies: ["Proximity"], swiftSettings: strict),
    .target(
      name: "Simulation", dependencies: ["Advertising", "Proximity"], swiftSettings: strict),
    .testTarget(
      name: "SimulationTests", dependencies: ["Advertising", "Proximity", "Simulation"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
