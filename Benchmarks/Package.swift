// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that a service that imports Springline never resolves a benchmark's dependencies.
let package = Package(
    name: "springline-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "springline", path: ".."),
        // Without traits: no jemalloc to install; malloc counts are not what we look at.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "CityBenchmarks",
            dependencies: [
                .product(name: "Springline", package: "springline"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "CityBenchmarks",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
        .target(
            name: "StreetCity", dependencies: [.product(name: "Springline", package: "springline")],
            path: "StreetCity"),
        .executableTarget(
            name: "street-city",
            dependencies: ["StreetCity", .product(name: "Springline", package: "springline")],
            path: "StreetCityWriter"),
        .executableTarget(
            name: "graph-timing", dependencies: [.product(name: "Springline", package: "springline")],
            path: "GraphTiming"),
        .executableTarget(
            name: "solve-timing",
            dependencies: [
                .product(name: "Springline", package: "springline"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "SolveTiming"),
        .executableTarget(
            name: "HydraulicBenchmarks",
            dependencies: [
                "StreetCity",
                .product(name: "Springline", package: "springline"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "HydraulicBenchmarks",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
        .executableTarget(
            name: "GraphBenchmarks",
            dependencies: [
                "StreetCity",
                .product(name: "Springline", package: "springline"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "GraphBenchmarks",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    ],
    swiftLanguageModes: [.v6]
)
