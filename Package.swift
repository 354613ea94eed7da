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
    .library(name: "Identity", targets: ["Identity"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2")
  ],
  targets: [
    .target(name: "Advertising", swiftSettings: strict),
    .target(name: "Proximity", dependencies: ["Advertising"], swiftSettings: strict),
    .target(
      name: "Identity",
      dependencies: [
        "Advertising", "Proximity", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "IdentityTests", dependencies: ["Identity", "Advertising", "Proximity"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
