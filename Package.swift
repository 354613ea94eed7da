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
    .library(name: "Alerts", targets: ["Alerts"]),
  ],
  targets: [
    .target(name: "Advertising", swiftSettings: strict),
    .target(name: "Proximity", dependencies: ["Advertising"], swiftSettings: strict),
    .target(name: "Alerts", dependencies: ["Proximity"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
