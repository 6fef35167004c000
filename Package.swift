// swift-tools-version: 6.2
import PackageDescription

// CI sets SPRINGLINE_STRICT=1: warnings are errors for us, never for a service that depends on us.
let strict = Context.environment["SPRINGLINE_STRICT"] == "1"
let settings: [SwiftSetting] = strict ? [.treatAllWarnings(as: .error)] : []

/// One room of the house; Docs/architecture.md draws the floors.
func room(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, swiftSettings: settings)
}

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "springline",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Springline", targets: ["Springline"]),
        // The formulas alone: no network, no C library.
        .library(name: "SpringlineWaterLoss", targets: ["WaterLoss", "Telemetry"]),
        // The solver alone, with no reader and no writer of files.
        .library(name: "SpringlineHydraulics", targets: ["Hydraulics", "PipeNetwork"]),
        .executable(name: "springline", targets: ["SpringlineCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        // Floor 0: C libraries, a module map and a shim header each.
        .systemLibrary(name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"])]),
        .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),
        .systemLibrary(
            name: "CSpatiaLite", pkgConfig: "spatialite", providers: [.apt(["libspatialite-dev"])]),
        .systemLibrary(name: "CShapelib", pkgConfig: "shapelib", providers: [.apt(["libshp-dev"])]),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(
            name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        // METIS ships no .pc file.
        .systemLibrary(name: "CMETIS", providers: [.apt(["libmetis-dev"])]),
        // Beside the floors: how files are written and how messages quote, for every room
        room("InputOutput"),
        // Floor 1
        room("Geospatial", ["CGEOS", "CPROJ", "InputOutput"]),
        room("SparseCholesky"),
        room("Telemetry", ["InputOutput"]),
        room("WaterLoss", ["Telemetry"]),
        // Floor 2
        room("PipeNetwork", ["Geospatial", "InputOutput"]),
        // Floor 3
        room("Hydraulics", ["PipeNetwork", "SparseCholesky", "InputOutput"]),
        room("LeakZones", ["PipeNetwork", "Telemetry", "WaterLoss", "Geospatial", "InputOutput"]),
        // Floor 4
        room("ZoneDesign", ["LeakZones", "WaterLoss", "Hydraulics", "PipeNetwork", "InputOutput", "CMETIS"]),
        room(
            "NetworkStudies",
            ["LeakZones", "WaterLoss", "Hydraulics", "PipeNetwork", "Geospatial", "InputOutput"]),
        room(
            "NetworkFormats",
            [
                "PipeNetwork", "Telemetry", "WaterLoss", "LeakZones", "Geospatial", "InputOutput",
                "CShapelib", "CArchive",
                "CSpatiaLite",
                grdb,
                yams,
            ]),
        room(
            "CityStore",
            [
                "PipeNetwork", "Telemetry", "WaterLoss", "LeakZones", "Geospatial", "InputOutput",
                "CSpatiaLite", grdb,
            ]),
        // Floor 5
        room(
            "SampleCity",
            [
                "NetworkFormats", "PipeNetwork", "Telemetry", "WaterLoss", "LeakZones", "Geospatial",
                "InputOutput",
            ]),
        room(
            "Reports",
            [
                "CityStore", "NetworkFormats", "WaterLoss", "LeakZones", "ZoneDesign", "NetworkStudies",
                "Hydraulics", "PipeNetwork", "Telemetry", "Geospatial", "InputOutput", "CXlsxWriter",
                "CArchive",
            ],
            resources: [.embedInCode("Assets")]),
        // Floor 6
        room(
            "Springline",
            [
                "Geospatial", "Telemetry", "WaterLoss", "PipeNetwork", "LeakZones", "ZoneDesign",
                "NetworkStudies", "NetworkFormats", "CityStore",
                "SampleCity",
                "Reports", "Hydraulics", "InputOutput",
            ]),
        // Floor 7
        .executableTarget(
            name: "SpringlineCLI", dependencies: ["Springline", "InputOutput", argumentParser],
            swiftSettings: settings),

        tests("InputOutput"),
        tests("Geospatial", ["TestSupport"]),
        tests("SparseCholesky", ["TestSupport"]),
        tests("Telemetry", ["InputOutput", "TestSupport"]),
        tests("PipeNetwork", ["Geospatial", "InputOutput", "TestSupport"]),
        tests("Hydraulics", ["PipeNetwork", "NetworkFormats", "InputOutput", "TestSupport"]),
        .target(
            name: "TestSupport", dependencies: ["LeakZones", "Telemetry", "WaterLoss"], path: "Tests/Support",
            swiftSettings: settings),
        tests("WaterLoss", ["Telemetry", "TestSupport"]),
        tests("LeakZones", ["WaterLoss", "TestSupport"]),
        tests("ZoneDesign", ["LeakZones", "PipeNetwork", "InputOutput", "TestSupport"]),
        tests(
            "NetworkStudies",
            ["LeakZones", "WaterLoss", "Hydraulics", "PipeNetwork", "Geospatial", "TestSupport"]),
        tests("NetworkFormats", ["Geospatial", "PipeNetwork", "Telemetry", "InputOutput", grdb]),
        tests("CityStore", ["InputOutput", "TestSupport"]),
        tests("SampleCity"),
        tests(
            "Reports",
            [
                "NetworkStudies", "NetworkFormats", "Hydraulics", "PipeNetwork", "LeakZones", "WaterLoss",
                "Geospatial", "InputOutput", "TestSupport", "CArchive",
            ]),
        tests("Springline", ["Hydraulics", "PipeNetwork", "InputOutput", "TestSupport"]),
        .testTarget(
            name: "SpringlineCLITests", dependencies: ["SpringlineCLI", "Springline", "InputOutput"],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)

// The documentation plugin is for those who write the documentation: a service never resolves it.
if Context.environment["SPRINGLINE_DOCS"] == "1" {
    package.dependencies.append(
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}
