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
    .library(name: "Recording", targets: ["Recording"]),
  ],
  targets: [
    .target(name: "Advertising", swiftSettings: strict),
    .target(name: "Proximity", dependencies: ["Advertising"], swiftSettings: strict),
    .target(
      name: "Recording", dependencies: ["Advertising", "Proximity"], swiftSettings: strict),
    .testTarget(
      name: "RecordingTests", dependencies: ["Recording", "Proximity"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
