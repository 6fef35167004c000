// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that neither the tests nor a service that depends on Springline build a fuzzer.
// README.md says how it is run.
let package = Package(
    name: "springline-fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "springline", path: "../..")],
    targets: [
        .target(name: "FuzzLoop"),
        .executableTarget(
            name: "INPFuzz", dependencies: ["FuzzLoop", .product(name: "Springline", package: "springline")]),
        .executableTarget(
            name: "ReaderFuzz",
            dependencies: ["FuzzLoop", .product(name: "Springline", package: "springline")]),
        // Its folder Laws is a link to that of the tests.
        .executableTarget(
            name: "LawFuzz", dependencies: [.product(name: "Springline", package: "springline")]),
    ],
    swiftLanguageModes: [.v6]
)
