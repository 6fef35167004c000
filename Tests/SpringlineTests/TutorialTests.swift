import Foundation
import Springline
import Testing

@Suite("The tutorial")
struct TutorialTests {
    /// The lines of Docs/tutorial.md; only the two folders differ.
    @Test("Its lines run on the sample city, and give what was planted")
    func linesRun() throws {
        let folder = try TemporaryFolder()
        let files = Guides.root.path + "/SampleData/city-of-springs/"
        let output = folder.url.path + "/"

        let mapping = files + "mapping.yml"
        let options = ImportOptions(mapping: try ImportMapping(path: mapping), mappingPath: mapping)
        let (city, imported) = try City.importing(
            [], into: output + "springs.db", options: options, note: { print($0) })
        for note in imported.notes { print(note) }

        let check = CheckReport(NetworkCheck(imported.network).defects())
        print(check.text(as: .table))
        try check.write(to: output + "defects.gpkg", crs: imported.network.crs)

        let assigned = try city.importZones(from: files + "zones.gpkg")
        print(assigned.crossingPipes.count, "pipes cross a border")
        let verification = try city.verifiedZones().verification
        for zone in verification.zones where !zone.passes {
            print(zone.id, "is open at", zone.breaches.map(\.linkID))
        }
        #expect(verification.passes)

        let readings = files + "readings/"
        try city.importReadings([readings + "flow.csv"], kind: .flow, timeZone: "Asia/Shanghai")
        try city.importReadings([readings + "level.csv"], kind: .level)
        try city.importReadings([readings + "pressure.csv"], kind: .pressure)
        try city.importReadings([readings + "registers.csv"], kind: .register)

        let (from, to) = ("2024-03-04", "2024-04-01")
        for zone in try city.balances(from: from, to: to).compactMap(\.first) {
            guard let loss = zone.loss, let limits = zone.lossHalfWidth else {
                print(zone.zone, "claims no loss:", zone.flags.map(\.text))
                continue
            }
            print(zone.zone, loss, "±", limits, "m³")
        }

        var policy = EvaluationPolicy()
        policy.underRegistration = ConfidenceInterval(0.019, halfWidth: 0.01)
        let report = try city.lossReport(from: from, to: to, name: "City of Springs", policy: policy)
        for zone in report.zones {
            guard let rate = zone[.grossLossRate]?.number, let index = zone[.ili]?.number else { continue }
            print(zone.zone.id, "R_WL", rate, "%, ILI", index)
        }

        for zone in report.zones {
            guard let rise = zone.evaluation?.night?.running else { continue }
            print(zone.zone.id, "leaks", rise.size.value * 3600, "m³/h more since", rise.since)
        }

        if let zone = report.zones.first(where: { $0.zone.id == "EA-01" }), let figure = zone[.ili] {
            print(figure.number ?? .nan, "±", figure.halfWidth ?? .nan, figure.method, figure.source)
            print(figure.flags.map(\.text))
        }

        print(report.summary())
        let leaflet = LeafletLibrary.installed()
        try report.write(to: output + "springs.html", map: leaflet)
        try report.write(to: output + "springs-zh.html", language: .chinese, map: leaflet)
        try report.write(to: output + "springs.xlsx")

        // The loss that was planted in EA-01 lies within the limits that the page speaks of; OT-03's meter was dead.
        let truth = try SampleTruth(folder: URL(filePath: files))
        let planted = try #require(truth.zones.first { $0.id == "EA-01" })
            .days.prefix(28).reduce(0) { $0 + $1.loss_m3 }
        let balance = try #require(report.zones.first { $0.zone.id == "EA-01" }).balance
        let (loss, limits) = (try #require(balance.loss), try #require(balance.lossHalfWidth))
        #expect(abs(loss - planted) <= limits)
        #expect(report.zones.first { $0.zone.id == "OT-03" }?.balance.isComplete == false)
        for name in ["defects.gpkg", "springs.html", "springs-zh.html", "springs.xlsx"] {
            #expect(FileManager.default.fileExists(atPath: output + name), "\(name)")
        }
    }

    @Test("Every block of the page stands line for line in this file")
    func pageIsTested() throws {
        let source = try Guides.lines("Tests/SpringlineTests/TutorialTests.swift")
            .filter { !$0.isEmpty }
        let snippets = try Guides.snippets(on: "Docs/tutorial.md")
        #expect(snippets.count == 10)
        // The first block names the folders, which are others here.
        for snippet in snippets.dropFirst() {
            let starts = source.indices.filter { source[$0...].starts(with: snippet) }
            #expect(starts.count == 1, "not in the test: \(snippet.joined(separator: "\n"))")
        }
    }
}
