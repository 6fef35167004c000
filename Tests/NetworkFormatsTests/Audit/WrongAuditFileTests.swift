import Foundation
import Testing

@testable import NetworkFormats

/// Mistakes that people make in audit files; each is told in one line that helps.
@Suite("Audit files that are wrong")
struct WrongAuditFileTests {
    /// A right file with one line of it replaced.
    private static func file(_ line: String, _ other: String) -> String {
        right.replacing(line, with: other)
    }

    private static let right = """
        undertaking: A
        period: {from: 2025-01-01, to: 2026-01-01}
        volumes:
          own_sources: {value: 10000, unit: m3, percent: 2}
          billed_metered: {value: 8000, unit: m3, percent: 1}
        network:
          mains: {value: 10, unit: km}
        """

    private static let source = "  own_sources: {value: 10000, unit: m3, percent: 2}"

    static let cases: [(text: String, sentence: String)] = [
        (
            file(source, "  own_sources: {value: 10,000, unit: m3}"),
            "line 4: volumes.own_sources.000: stands behind a comma, which ends an entry inside { }; "
                + "write the number without separators"
        ),
        (
            file(source, "  own_sources: {value: \"10,000\", unit: m3}"),
            "line 4: volumes.own_sources.value: found '10,000', which may be 10000 or 10.000; "
                + "write it without the comma"
        ),
        (
            file(source, "  own_sources: {value: \"1,5\", unit: m3}"),
            "line 4: volumes.own_sources.value: found '1,5'; write the decimal mark as a point: 1.5"
        ),
        (
            file(source, "  own_sources: {value: 9850万, unit: m3}"),
            "line 4: volumes.own_sources.value: found '9850万'; expected a number, with '万' as its unit if it is one"
        ),
        (
            file(source, "  own_sources: {value: 10000, unit: m3, percent: 2%}"),
            "line 4: volumes.own_sources.percent: found '2%'; write the number alone: 2"
        ),
        (file(source, source + "\n" + source), "line 4: repeated: 'own_sources' stands here and again below"),
        (
            file(source, source + "\n  自产供水量: {value: 1, unit: m3}"),
            "line 5: volumes.自产供水量: stands here twice"
        ),
        (
            file("undertaking: A", "undertaking：A"),
            "line 1: undertaking: '：' is a full-width colon; YAML needs ': ', a colon and a space"
        ),
        (
            file(source, "\town_sources: {value: 10000, unit: m3}"),
            "line 4: this is not YAML: a tab indents this line; indent with spaces"
        ),
        (
            file(source, "  own_sorces: {value: 10000, unit: m3}\n" + source),
            "line 4: volumes.own_sorces: unknown; did you mean own_sources?"
        ),
        (
            file(source, "  own_sources: {value: 1e300, unit: 10k m3}"),
            "line 4: volumes.own_sources.value: is larger than anything a utility has"
        ),
        (
            file(
                source,
                "  own_sources: ["
                    + Array(repeating: "{value: 1, unit: m3}", count: 1001).joined(separator: ", ") + "]"),
            "line 4: volumes.own_sources: has 1001 lines; a volume has at most 1000: add them up by class"
        ),
        (file(source, "  own_sources: 10000"), "line 4: volumes.own_sources: a value needs its unit"),
        (
            file(source, "  own_sources: {value: 10000, unit: km}"),
            "line 4: volumes.own_sources.unit: 'km' is no unit for this; expected: m3, 10k m3,"
        ),
        (
            file(source, "  own_sources: {unit: m3}"), "line 4: volumes.own_sources: 'value' is missing"
        ),
        (
            file(source, "  own_sources: {value: , unit: m3, percent: , grade: }"),
            "line 4: volumes.own_sources: missing; every balance needs it (it may be 0)"
        ),
        (
            file(source, "  own_sources: {value: , unit: m3, percent: 2}"),
            "line 4: volumes.own_sources: 'value' is missing"
        ),
        (
            file(source, "  own_sources: []"),
            "line 4: volumes.own_sources: expected a list of {value: …, unit: …} with an entry"
        ),
        (
            file(source, "  own_sources: [{value: 5, unit: m3}, {name: B, value: , unit: m3}]"),
            "line 4: volumes.own_sources[2]: 'value' is missing"
        ),
        (
            file(source, "  own_sources: {value: 10000, unit: m3, under_registration_percent: 100}"),
            "line 4: volumes.own_sources.under_registration_percent: expected a share of the true volume"
        ),
        (
            file(source, source.replacing("}", with: ", under_registration_limits_percent: 1}")),
            "line 4: volumes.own_sources.under_registration_limits_percent: "
                + "limits of under_registration_percent, which is not given"
        ),
        (
            file("  mains:", "  supply_hours: [{connections: 5, hours_per_day: 25}]\n  mains:"),
            "line 7: network.supply_hours[1].hours_per_day: a day has 24 hours"
        ),
        (
            file(
                "  mains:",
                "  pressurised_percent: 50\n  supply_hours: [{connections: 5, hours_per_day: 12}]\n  mains:"),
            "line 8: network.supply_hours: network.pressurised_percent states this too; give one of them"
        ),
        (
            file("to: 2026-01-01", "to: 2024-01-01"), "line 2: period: ends before it begins"
        ),
        (file(", to: 2026-01-01", ""), "line 2: period.to: missing"),
        (
            right + "\ntargets: {r_bl_percent: 120}",
            "line 8: targets.r_bl_percent: found 120; a percentage lies"
        ),
        (right + "\ntargets: {water: 1}", "line 8: targets.water: unknown; expected one of r_bl_percent,"),
        (
            right + "\nprices: {real_losses_at: cost}",
            "line 8: prices.real_losses_at: found 'cost'; expected one of variable, retail"
        ),
        (right + "\nworld: mars", "line 8: world: found 'mars'; expected one of developed, developing"),
    ]

    @Test("Each is one line with file, line, key and what to do", arguments: cases)
    func mistake(_ text: String, _ sentence: String) throws {
        let error = try #require(throws: AuditFileError.self) {
            try AuditFile.read(yaml: text, path: "a.yml")
        }
        #expect(error.mistakes.count == 1, "\(error.description)")
        #expect(error.description.hasPrefix("a.yml, " + sentence), "\(error.description)")
        #expect(!error.description.contains("\n"))
        let chinese = error.explanation.chinese
        #expect(chinese.unicodeScalars.contains { $0.properties.isIdeographic } && !chinese.contains("\n"))
    }

    @Test("The right file is right")
    func rightFile() throws {
        #expect(try AuditFile.read(yaml: Self.right, path: "a.yml").balance.ownSources.value == 10_000)
    }

    @Test("Bytes that are no text")
    func bytes() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID().uuidString).yml")
        defer { try? FileManager.default.removeItem(at: path) }
        for bytes in [[0xFF, 0xFF, 0xFF], [0x61, 0x00], [0x89, 0x50, 0x4E, 0x47, 0, 0]] as [[UInt8]] {
            try Data(bytes).write(to: path)
            let error = try #require(throws: AuditFileError.self) { try AuditFile.read(path: path.path) }
            #expect(error.description.contains("this is no text in UTF-8, UTF-16 or GB 18030"))
        }
    }

    @Test("Workbooks that are damaged, and those without the columns")
    func workbooks() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID().uuidString).xlsx")
        defer { try? FileManager.default.removeItem(at: path) }
        try Data([0x50, 0x4B, 3, 4, 0, 0]).write(to: path)
        let error = try #require(throws: AuditFileError.self) { try AuditFile.read(path: path.path) }
        #expect(error.mistakes.count == 1 && !error.description.contains("\n"), "\(error.description)")
    }

    @Test("A list where a name is expected is no name")
    func names() {
        #expect(throws: AuditFileError.self) {
            try AuditFile.read(
                yaml: Self.right.replacing("undertaking: A", with: "undertaking: [A, B]"), path: "a.yml")
        }
    }
}
