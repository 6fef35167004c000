import Benchmark
import Foundation
import Springline

/// Wall time and memory of one thing done to a city, a few times over.
///
/// The limits are wide because machines that do other work as well are noisy: they catch a slip to a worse order of
/// growth, not a few per cent.
var fewTimes: Benchmark.Configuration {
    .init(
        metrics: [.wallClock, .peakMemoryResident],
        warmupIterations: 1,
        maxDuration: .seconds(30),
        maxIterations: 5,
        thresholds: [
            .wallClock: .init(relative: [.p50: 60]),
            .peakMemoryResident: .init(relative: [.p50: 20]),
        ])
}

/// What `springline sample` is asked for so that the import ends with about 100,000 pipes.
let junctionsFor100kPipes = 67_000

let benchmarks: @Sendable () -> Void = {
    files()
    networks()
    readings()
}

/// From files to a network and back.
func files() {
    Benchmark("sample_10k", configuration: fewTimes) { benchmark in
        for _ in benchmark.scaledIterations {
            let folder = URL(fileURLWithPath: try Scratch.newPath())
            blackHole(try SampleCity(junctions: 10_000, seed: 1, days: 2).write(to: folder))
        }
    } teardown: {
        Scratch.remove()
    }

    Benchmark("import_gis_10k", configuration: fewTimes) { benchmark, sample in
        for _ in benchmark.scaledIterations { blackHole(try sample.network()) }
    } setup: {
        try SampleFixture(junctions: 10_000)
    } teardown: {
        Scratch.remove()
    }

    Benchmark("city_save_100k", configuration: fewTimes) { benchmark, network in
        for _ in benchmark.scaledIterations {
            blackHole(try City.importing(at: Scratch.newPath(".db")) { try $0.replaceNetwork(network) })
        }
    } setup: {
        try SampleFixture(junctions: junctionsFor100kPipes).network()
    } teardown: {
        Scratch.remove()
    }

    Benchmark("city_load_100k", configuration: fewTimes) { benchmark, stored in
        for _ in benchmark.scaledIterations { blackHole(try stored.network()) }
    } setup: {
        try SampleFixture(junctions: junctionsFor100kPipes).storedNetwork()
    } teardown: {
        Scratch.remove()
    }
}

/// A network in memory.
func networks() {
    Benchmark("graph_components_100k", configuration: fewTimes) { benchmark, network in
        for _ in benchmark.scaledIterations { blackHole(NetworkGraph(network).connectedComponents()) }
    } setup: {
        try SampleFixture(junctions: junctionsFor100kPipes).network()
    } teardown: {
        Scratch.remove()
    }

    for (name, junctions) in [("check_10k", 6_700), ("check_100k", junctionsFor100kPipes)] {
        Benchmark(name, configuration: fewTimes) { benchmark, network in
            for _ in benchmark.scaledIterations { blackHole(try NetworkCheck(network).defects()) }
        } setup: {
            try SampleFixture(junctions: junctions).network()
        } teardown: {
            Scratch.remove()
        }
    }
}

/// Readings and what is made of them.
func readings() {
    Benchmark("readings_import_1M", configuration: fewTimes) { benchmark, readings in
        for _ in benchmark.scaledIterations {
            let city = try readings.emptyCity()
            benchmark.startMeasurement()
            blackHole(try city.importReadings([readings.csv], kind: .register, timeZone: "Asia/Shanghai"))
            benchmark.stopMeasurement()
        }
    } setup: {
        try ReadingsFixture(meters: 1000, count: 1000)
    } teardown: {
        Scratch.remove()
    }

    Benchmark("balance_month_10k", configuration: fewTimes) { benchmark, stored in
        for _ in benchmark.scaledIterations {
            blackHole(try stored.balances(from: "2024-03-04", to: "2024-04-03"))
        }
    } setup: {
        try SampleFixture(junctions: 10_000, days: 30).city()
    } teardown: {
        Scratch.remove()
    }
}
