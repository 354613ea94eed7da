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
    .library(name: "Ledger", targets: ["Ledger"]),
  ],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2")
  ],
  targets: [
    .target(name: "Advertising", swiftSettings: strict),
    .testTarget(
      name: "AdvertisingTests", dependencies: ["Advertising"], swiftSettings: strict),
    .target(name: "Proximity", dependencies: ["Advertising"], swiftSettings: strict),
    .target(name: "Alerts", dependencies: ["Proximity"], swiftSettings: strict),
    .target(
      name: "Site",
      dependencies: [
        "Advertising", "Proximity", "Alerts", .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SiteTests", dependencies: ["Site", "Advertising", "Proximity", "Alerts"],
      swiftSettings: strict),
    .target(name: "Ledger", dependencies: ["Alerts", "Proximity"], swiftSettings: strict),
    .testTarget(name: "AlertsTests", dependencies: ["Alerts", "Proximity"], swiftSettings: strict),
    .target(
      name: "LedgerConformance", dependencies: ["Ledger", "Alerts", "Proximity"],
      path: "Tests/LedgerConformance", swiftSettings: strict),
    .testTarget(
      name: "LedgerTests", dependencies: ["Ledger", "LedgerConformance", "Alerts", "Proximity"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
