import Foundation
import Springline
import Testing

/// The whole path on made-up cities whose losses are known because they were planted.
@Suite struct SampleCityBalanceTests {
    @Test(arguments: [1, 7]) func plantedLossesAreRecovered(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let city = try SampleCityFiles.city(folder, junctions: 1500, seed: seed)
        let truth = try SampleTruth(folder: folder.url.appendingPathComponent("files"))
        let calendar = try city.calendar()
        var claimed = 0
        var inside = 0
        var silent: Set<String> = []
        for zone in try city.balances(from: "2024-03-04", to: "2024-04-01", by: .week) {
            for week in zone {
                let date = String(calendar.format(week.period.start).prefix(10))
                guard let planted = truth.weeklyLoss(zone: week.zone, from: date) else { continue }
                guard let loss = week.loss, let halfWidth = week.lossHalfWidth else {
                    silent.insert(week.zone)
                    continue
                }
                claimed += 1
                if abs(loss - planted) <= halfWidth { inside += 1 }
            }
        }
        #expect(claimed >= 20)
        #expect(Double(inside) >= 0.9 * Double(claimed))
        // The zone whose inlet meter died says so, and so does the trunk that feeds it.
        let dead = Set(truth.zones.filter(\.dead_meter).map(\.id))
        #expect(!dead.isEmpty)
        #expect(dead.isSubset(of: silent))
    }

    @Test func aDeadInletClaimsNothingAndIsNamed() throws {
        let folder = try TemporaryFolder()
        let city = try SampleCityFiles.city(folder, junctions: 1500, seed: 1)
        let balances = try city.balances(from: "2024-03-18", to: "2024-03-25")
        let dead = try #require(balances.first { $0[0].zone == "OT-03" })
        #expect(dead[0].loss == nil)
        #expect(dead[0].coverage == 0)
        #expect(dead[0].flags.contains(BalanceFlag(.missingInlet, "M003")))
    }

    @Test func theReportNamesTheWorstZoneFirstAndIsWhole() throws {
        let folder = try TemporaryFolder()
        let city = try SampleCityFiles.city(folder, junctions: 1500, seed: 1)
        let truth = try SampleTruth(folder: folder.url.appendingPathComponent("files"))
        let report = try city.lossReport(from: "2024-03-04", to: "2024-04-01", name: "City of Springs")
        let claimed = report.ranking.filter { report.zones[$0].balance.loss != nil }
            .map { report.zones[$0].zone.id }
        let planted = truth.zones.map { zone in
            (id: zone.id, loss: zone.days.prefix(28).reduce(0) { $0 + $1.loss_m3 })
        }
        let expected = planted.filter { claimed.contains($0.id) }.sorted { $0.loss > $1.loss }.map(\.id)
        #expect(claimed.filter(expected.contains) == expected)
        // The city as one zone: its loss is the sum of what was planted everywhere, dead meters inside or not.
        let whole = try #require(report.city?.balance)
        let total = planted.reduce(0) { $0 + $1.loss }
        #expect(abs((whole.loss ?? .infinity) - total) <= whole.lossHalfWidth ?? 0)
        let path = folder.path("report.html")
        try report.write(to: path, language: .chinese)
        #expect(try String(contentsOfFile: path, encoding: .utf8).contains("产销差"))
        #expect(
            throws: FormatError.unknownFormat(
                path: "r.docx",
                expected: Wording(
                    ".html, .xlsx, .json, .csv, .gpkg, .geojson or a folder",
                    ".html、.xlsx、.json、.csv、.gpkg、.geojson 或文件夹"))
        ) {
            try report.write(to: "r.docx")
        }
        try report.write(to: folder.path("all"))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path("all")).sorted()
                == ["losses.gpkg", "report.html", "report.json", "report.xlsx", "zones.csv"])
        // Each leaf zone that claims a loss: the real loss of the balance beside what was planted.
        for zone in report.zones where zone.balance.isComplete {
            guard let truth = planted.first(where: { $0.id == zone.zone.id }) else { continue }
            let loss = try #require(zone[.waterLosses])
            #expect(abs((loss.number ?? .infinity) - truth.loss) <= loss.halfWidth ?? 0, "\(truth.id)")
            // Every figure says why it is not there, or is.
            for figure in zone.evaluation?.indicators ?? [] {
                #expect(figure.value != nil || !figure.flags.isEmpty, "\(figure.key) of \(truth.id)")
            }
        }
    }

    @Test func theSmallCityOfTheRepositoryIsWhatTheGeneratorWrites() throws {
        let kept = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("SampleData/city-of-springs")
        let folder = try TemporaryFolder()
        try SampleCity(junctions: 1500, seed: 1, days: 30).write(to: folder.url)
        let names = try FileManager.default.subpathsOfDirectory(atPath: kept.path)
        #expect(names.count > 30)
        for name in names {
            var isFolder: ObjCBool = false
            let path = kept.appendingPathComponent(name).path
            _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            if isFolder.boolValue { continue }
            let isSame = bytes(path) == bytes(folder.path(name))
            #expect(isSame, "\(name) differs; run `make sample-data`")
        }
    }

    /// A file's bytes; of a GeoPackage without the four in which SQLite notes its own version.
    private func bytes(_ path: String) -> Data? {
        guard var data = FileManager.default.contents(atPath: path) else { return nil }
        if path.hasSuffix(".gpkg"), data.count > 100 { data.replaceSubrange(96..<100, with: [0, 0, 0, 0]) }
        return data
    }
}
