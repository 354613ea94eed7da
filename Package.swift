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
    .library(name: "Identity", targets: ["Identity"]),
    .library(name: "Ledger", targets: ["Ledger"]),
    .library(name: "LedgerSQLite", targets: ["LedgerSQLite"]),
    .library(name: "Delivery", targets: ["Delivery"]),
    .library(name: "Counting", targets: ["Counting"]),
    .library(name: "Control", targets: ["Control"]),
    .library(name: "BlueZ", targets: ["BlueZ"]),
    .library(name: "Recording", targets: ["Recording"]),
    .library(name: "Site", targets: ["Site"]),
    .library(name: "Transparency", targets: ["Transparency"]),
    .library(name: "Gateway", targets: ["Gateway"]),
    .library(name: "Simulation", targets: ["Simulation"]),
    .library(name: "Calibration", targets: ["Calibration"]),
    .library(name: "Sharding", targets: ["Sharding"]),
    .executable(name: "beacond", targets: ["beacond"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.36.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // The core: pure, synchronous, without any dependency.
    .target(name: "Advertising", swiftSettings: strict),
    .target(
      name: "Proximity", dependencies: ["Advertising"], swiftSettings: strict,
      // Square roots and rounding are C library calls on x86-64, and nothing else here links it.
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "Alerts", dependencies: ["Proximity"], swiftSettings: strict),

    // What keys, files and stores add to it.
    .target(
      name: "Identity",
      dependencies: [
        "Advertising", "Proximity", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .target(name: "Ledger", dependencies: ["Alerts", "Proximity"], swiftSettings: strict),
    .target(name: "CStateFiles"),
    .target(
      name: "LedgerSQLite",
      dependencies: [
        "CStateFiles", "Ledger", "Alerts", "Proximity",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .target(
      name: "Delivery",
      dependencies: [
        "Alerts", "Proximity", .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: strict),
    .target(
      name: "Counting", dependencies: ["Alerts", "Proximity"], swiftSettings: strict),
    .target(
      name: "Control",
      dependencies: [
        "Alerts", "Proximity", .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .target(
      name: "Recording", dependencies: ["Advertising", "Proximity"], swiftSettings: strict),

    .target(
      name: "Site",
      dependencies: [
        "Advertising", "Proximity", "Alerts", .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),

    .target(
      name: "Transparency", dependencies: ["Site", "Alerts", "Proximity"],
      swiftSettings: strict),

    .target(name: "Calibration", dependencies: ["Proximity"], swiftSettings: strict),

    // The engine on several cores, for gateways that fuse many hubs.
    .target(name: "Sharding", dependencies: ["Proximity"], swiftSettings: strict),

    // The radio: the only targets that speak to the operating system's Bluetooth.
    .target(name: "CBlueZ", linkerSettings: [.linkedLibrary("bluetooth")]),
    .target(
      name: "BlueZ", dependencies: ["CBlueZ", "Advertising", "Proximity"], swiftSettings: strict),

    // What a service links, and the daemon around it.
    .target(
      name: "Gateway",
      dependencies: [
        "Advertising", "Proximity", "Alerts", "Identity", "Ledger", "Delivery", "Control",
        "Recording", "Site", "Transparency",
      ],
      swiftSettings: strict),
    .target(
      name: "Simulation", dependencies: ["Advertising", "Proximity"], swiftSettings: strict),
    .executableTarget(
      name: "beacond",
      dependencies: [
        "Advertising", "Proximity", "Alerts", "Identity", "Ledger", "Recording", "Site", "Gateway",
        "Simulation", "Calibration", "Transparency", "Control", "Counting", "Delivery",
        "LedgerSQLite",
        "BlueZ",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      exclude: ["Service/beacond.service"], swiftSettings: strict),

    .testTarget(
      name: "AdvertisingTests", dependencies: ["Advertising"], swiftSettings: strict),
    .testTarget(
      name: "ProximityTests", dependencies: ["Proximity", "Advertising"], swiftSettings: strict),
    .testTarget(
      name: "AlertsTests", dependencies: ["Oracle", "Alerts", "Proximity"], swiftSettings: strict),
    .testTarget(
      name: "IdentityTests", dependencies: ["Identity", "Advertising", "Proximity"],
      swiftSettings: strict),
    .target(
      name: "LedgerConformance", dependencies: ["Ledger", "Alerts", "Proximity"],
      path: "Tests/LedgerConformance", swiftSettings: strict),
    .testTarget(
      name: "LedgerTests", dependencies: ["Ledger", "LedgerConformance", "Alerts", "Proximity"],
      swiftSettings: strict),
    // Writes to a ledger until it is killed, for the tests that kill it.
    .executableTarget(
      name: "CrashingWriter",
      dependencies: [
        "LedgerSQLite", "Ledger", "LedgerConformance", "Delivery", "Alerts", "Proximity",
      ],
      path: "Tests/CrashingWriter", swiftSettings: strict),
    .testTarget(
      name: "LedgerSQLiteTests",
      dependencies: [
        "CrashingWriter", "LedgerSQLite", "Ledger", "LedgerConformance", "Alerts", "Proximity",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DeliveryTests",
      dependencies: [
        "Delivery", "Alerts", "Ledger", "Proximity",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CountingTests", dependencies: ["Counting", "Alerts", "Proximity"],
      swiftSettings: strict),
    .testTarget(
      name: "ControlTests",
      dependencies: [
        "Control", "Alerts", "Proximity", .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "BlueZTests", dependencies: ["BlueZ", "Advertising", "Proximity"],
      swiftSettings: strict),
    // The radio bed: the controller that a guest kernel drives, and the live tests that run there.
    .executableTarget(name: "virtual-controller", path: "Tests/RadioBed/Controller"),
    .executableTarget(
      name: "radio-bed", dependencies: ["BlueZ", "Advertising", "Proximity"],
      path: "Tests/RadioBed/Live", swiftSettings: strict),
    .testTarget(
      name: "RecordingTests", dependencies: ["Recording", "Proximity"], swiftSettings: strict),
    .testTarget(
      name: "SiteTests", dependencies: ["Site", "Advertising", "Proximity", "Alerts"],
      swiftSettings: strict),
    .testTarget(
      name: "TransparencyTests", dependencies: ["Transparency", "Site", "Alerts", "Proximity"],
      swiftSettings: strict),
    .testTarget(
      name: "SimulationTests", dependencies: ["Simulation", "Advertising", "Proximity"],
      swiftSettings: strict),
    .testTarget(
      name: "ShardingTests", dependencies: ["Sharding", "Simulation", "Proximity"],
      swiftSettings: strict),
    .testTarget(
      name: "CalibrationTests", dependencies: ["Calibration", "Proximity", "Recording"],
      swiftSettings: strict),
    .testTarget(
      name: "GatewayTests",
      dependencies: [
        "Gateway", "Advertising", "Alerts", "Control", "Delivery", "Identity", "Ledger",
        "LedgerSQLite", "Proximity", "Recording", "Site",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "BeacondTests",
      dependencies: [
        "beacond", "Control", "Advertising", "Alerts", "BlueZ", "Gateway", "Proximity", "Recording",
        "Site",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ReadmeTests", dependencies: ["Advertising", "Proximity"], swiftSettings: strict),
    .testTarget(
      name: "HouseTests", dependencies: ["Advertising", "Proximity"], swiftSettings: strict),
    // The slow and obvious reference that the core is held against, seed by seed.
    .target(
      name: "Oracle", dependencies: ["Advertising", "Proximity", "Alerts"], path: "Tests/Oracle",
      exclude: ["README.md"], swiftSettings: strict),
    .testTarget(
      name: "ProofTests",
      dependencies: ["Oracle", "Simulation", "Advertising", "Proximity", "Alerts", "Ledger"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// The core and what reads bytes from outside, without any package: built under a sanitizer, for
// coverage or again for each mutant, it has to be built in a minute.
if Context.environment["BEACON_CORE_ONLY"] != nil {
  let kept: Set = [
    "Advertising", "Proximity", "Alerts", "Ledger", "Recording", "Simulation", "Sharding",
    "Oracle", "AdvertisingTests", "ProximityTests", "AlertsTests", "SimulationTests",
    "RecordingTests", "ShardingTests", "ProofTests", "HouseTests",
  ]
  package.products = []
  package.targets.removeAll { !kept.contains($0.name) }
  package.dependencies = []
}
