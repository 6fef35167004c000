import Foundation
import InputOutput
import PipeNetwork
import Telemetry
import Testing

@testable import NetworkFormats

@Suite("Errors and notes speak English and Chinese")
struct ErrorLanguageTests {
    /// Words that stand for themselves in every language: formats, units, keys of files and names of programs.
    private static let ownNames: Set<String> = [
        "ASCII", "UTF", "GBK", "gbk", "utf", "JSON", "GeoJSON", "WKB", "WKT", "Shapefile", "GeoPackage",
        "SpatiaLite",
        "SQLite", "EPANET", "INP", "YAML", "CSV", "EPSG", "WGS", "MiB", "GiB", "KiB", "id", "values", "crs",
        "power",
        "field", "unit", "W", "MW", "kW", "TCV", "value", "path", "prj", "shp", "shx", "gpkg", "geojson",
        "json", "sqlite",
        "db", "zip", "inp", "Timestamp", "time", "datetime", "key", "Excel", "PDF", "XML", "HTML", "Parquet",
        "OpenDocument", "ZIP", "gzip", "CFS", "GPM", "MGD", "IMGD", "AFD", "LPS", "LPM", "MLD", "CMH", "CMD",
        "CMS", "x",
        "PATTERNS", "CURVES", "JUNCTIONS", "m", "h", "B",
    ]

    /// What the payloads of the errors below are, in capitals so that no word of a message is one of them.
    private static let payloads: Set<String> = [
        "PATH", "LAYER", "FIELD", "FOUND", "NAME", "OTHER", "UNIT", "CRS",
    ]

    private static let place = FormatError.Place(
        "PATH", layer: "LAYER", feature: 1, line: 2, column: 3, field: "FIELD")
    private static let found = Wording("a thing", "某物")
    private static let expected = Wording("another thing", "另一物")

    private static let formatErrors: [FormatError] = [
        .missingFile(path: "PATH"), .missingCompanion(path: "PATH", companion: "OTHER"),
        .unreadable(path: "PATH", reason: found), .unknownFormat(path: "PATH", expected: expected),
        .unknownLayer(path: "PATH", layer: "LAYER", known: []),
        .unknownLayer(path: "PATH", layer: "LAYER", known: Array(repeating: "NAME", count: 30)),
        .layerNotNamed(path: "PATH", known: ["NAME", "OTHER"]),
        .malformed(place, found: found, expected: expected),
        .malformed(place, found: found, expected: expected, remedy: .stateReferenceSystem),
        .unsuitableValue(place, found: found, expected: expected),
        .missingReferenceSystem(place, hint: found), .unknownEncoding(name: "NAME", known: ["OTHER"]),
        .undeclaredEncoding(place, bytes: [0xB9]), .undecodable(place, bytes: [0xB9], encoding: "NAME"),
        .unencodable(place, text: "FOUND", encoding: "NAME"),
        .fieldNameCollision(path: "PATH", first: "NAME", second: "OTHER", written: "FIELD"),
        .unsupported(place, what: found),
    ]

    private static let importErrors: [ImportError] = [
        .missingSource(path: "PATH"), .emptyFolder(path: "PATH"), .missingCRS(path: "PATH", layer: "LAYER"),
        .modelWithoutCRS(path: "PATH", city: "CRS"), .cityWithoutCRS(path: "PATH"),
        .wrongCRS(path: "PATH", layer: "LAYER", crs: "CRS", feature: "NAME", x: 1, y: 2, expected: expected),
        .unknownField(
            mapping: "PATH", line: 1, layer: "LAYER", field: "FIELD", found: "FOUND", available: ["NAME"]),
        .unknownLayer(mapping: "PATH", line: 1, layer: "LAYER", available: ["NAME"]),
        .unsuitableGeometry(path: "PATH", layer: "LAYER", feature: "NAME", found: found, expected: expected),
        .unsuitableValue(
            path: "PATH", layer: "LAYER", feature: "NAME", field: "FIELD", found: found, expected: expected),
        .duplicateIDs(path: "PATH", layer: "LAYER", ids: ["NAME"], count: 2),
        .idsInCity(path: "PATH", ids: ["NAME"], count: 1),
        .sameID(what: found, id: "NAME", first: "PATH", second: "OTHER", count: 2),
        .unknownSource(path: "PATH", known: []), .unknownSource(path: "PATH", known: ["NAME"]),
        .ambiguousSource(path: "PATH", matching: ["NAME", "OTHER"]),
        .districtTwice(path: "PATH", district: "NAME"), .nothingToImport(path: "PATH", layers: ["LAYER"]),
    ]

    private static let problems: [INPError.Problem] = [
        .unreadable(reason: found), .notText(kind: found), .notInEncoding(name: "NAME", line: 1),
        .unclearEncoding(line: 1, candidates: "NAME"), .fileTooLong(limit: 1),
        .lineTooLong(bytes: 2, limit: 1),
        .textBeforeSection(found: "FOUND"), .missingValue(element: .pipe("NAME"), expected: expected),
        .tooManyWords(element: .pump("NAME"), found: "FOUND"),
        .notANumber(element: .tank("NAME"), found: "FOUND", expected: expected),
        .outOfRange(element: .valve("NAME"), found: "FOUND", expected: expected, allowed: found),
        .unknownWord(element: .junction("NAME"), found: "FOUND", expected: expected, allowed: found),
        .unknownUnit(found: "FOUND", expected: expected, allowed: found),
        .duplicate(element: .link("NAME"), firstLine: 1),
        .unknownNode(element: .pipe("NAME"), found: "FOUND"),
        .unknownLink(element: .node("NAME"), found: "FOUND"),
        .undefinedPattern(element: .reservoir("NAME"), found: "FOUND"),
        .undefinedCurve(element: .pump("NAME"), found: "FOUND"),
        .selfLoop(element: .pipe("NAME"), node: "OTHER"),
        .curveNotRising(element: found, found: "FOUND", previous: "OTHER"),
        .curveOfTwoKinds(
            element: .pump("NAME"), curve: "OTHER", first: Curve.Kind.pumpHead.inWords,
            second: Curve.Kind.tankVolume.inWords),
        .statusNotAllowed(element: .pipe("NAME"), found: "FOUND", reason: found),
    ]

    private static let writingErrors: [INPWritingError] = [
        .unwritableText(element: .link("NAME"), text: "FOUND"),
        .unwritableAction(element: .link("NAME"), action: "FOUND"),
        .missingValue(element: .pipe("NAME"), value: expected),
        .undefinedPattern(element: .pump("NAME"), pattern: "OTHER"),
        .undefinedCurve(element: .pump("NAME"), curve: "OTHER"),
        .unknownNode(element: .link("NAME"), node: "OTHER"),
        .unknownLink(element: .link("NAME"), link: "OTHER"),
        .closedCheckValve(pipe: "NAME"), .unwritableFile(path: "PATH", reason: found),
    ]

    private static let readingsErrors: [ReadingsFileError] =
        [
            .unreadable(path: "PATH", reason: found), .empty(path: "PATH"),
            .tooLong(path: "PATH", line: 1, what: found, limit: "1 KiB"),
            .tooLarge(path: "PATH", limit: expected), .fullWidthComma(path: "PATH"),
            .noTimeColumn(path: "PATH", headings: ["NAME"]), .noValueColumn(path: "PATH"),
            .repeatedColumn(path: "PATH", id: "NAME"),
            .severalValueColumns(path: "PATH", headings: Array(repeating: "NAME", count: 20), kind: .flow),
            .noColumnOfKind(path: "PATH", headings: ["NAME"], kind: .pressure),
            .mixedDecimalMarks(path: "PATH", lines: [1, 2], found: ["1.5", "1,5"]),
            .unknownDecimalMark(path: "PATH", line: 1, found: "1.500"),
            .decimalMarkOfPipe(path: "PATH", decimal: .comma),
            .unknownUnit(path: "PATH", heading: "NAME", unit: "UNIT", kind: .level),
            .unitDoesNotFit(unit: .length(.meters), kind: .register),
            .brokenRows(
                path: "PATH",
                rows: [
                    .init(line: 1, column: "", found: found, expected: expected),
                    .init(line: 2, column: "NAME", found: .nothing, expected: expected),
                ], hasMore: true),
        ]
        + [
            ForeignFile.workbook, .oldWorkbook, .openDocument, .archive, .document, .database, .page, .xml,
            .json,
        ]
        .map { .foreign(path: "PATH", kind: $0) }
        + [ForeignFile.parquet, .picture, .binary].map { .foreign(path: "PATH", kind: $0) }

    private static let all: [any ExplainedError] =
        formatErrors + importErrors
        + problems.map { INPError(file: "PATH", line: 1, section: "NAME", problem: $0) }
        + writingErrors + readingsErrors
        + [
            INPErrors(Array(repeating: INPError(file: "PATH", problem: .fileTooLong(limit: 1)), count: 60)),
            MappingError(path: "PATH", line: 1, what: found),
            AuditFileError(path: "PATH", mistakes: [.init(line: 1, key: "NAME", what: .missing)]),
            GzipFile.Damage(explanation: found),
        ]

    /// Latin words of a text that are neither payloads nor names of their own.
    private func foreignWords(_ text: String) -> [String] {
        text.matches(of: #/[A-Za-z]+/#).map { String($0.output) }
            .filter { !Self.ownNames.contains($0) && !Self.payloads.contains($0) }
    }

    private func check(_ text: Wording, _ what: String) {
        #expect(!text.english.contains("--") && !text.chinese.contains("--"), "\(what)")
        #expect(!text.english.contains("Wording(") && !text.chinese.contains("Wording("), "\(what)")
        #expect(text.chinese.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) }, "\(what): \(text.chinese)")
        #expect(foreignWords(text.chinese).isEmpty, "\(what): \(text.chinese)")
    }

    @Test("Every case says the same in both, and names no option")
    func cases() {
        for error in Self.all {
            check(
                Wording(error.message(in: .english), error.message(in: .chinese)),
                "\(type(of: error)): \(error.description)")
            #expect(error.description == error.message(in: .english))
        }
    }

    @Test("What a person can do is apart from what is wrong")
    func remedies() {
        #expect(FormatError.undeclaredEncoding(Self.place, bytes: [0xB9]).remedy == .stateEncoding)
        #expect(
            FormatError.undecodable(Self.place, bytes: [0xB9], encoding: "NAME").remedy == .correctEncoding)
        #expect(
            FormatError.missingReferenceSystem(Self.place, hint: Self.found).remedy == .stateReferenceSystem)
        #expect(ImportError.unknownSource(path: "PATH", known: []).remedy == nil)
        #expect(ImportError.unknownSource(path: "PATH", known: ["NAME"]).remedy == .nameReplacedSource)
        #expect(ImportError.idsInCity(path: "PATH", ids: ["NAME"], count: 1).remedy == .statePrefix)
        #expect(ImportError.cityWithoutCRS(path: "PATH").remedy == .importFirstSourceWithReferenceSystem)
        let error = ImportError.missingCRS(path: "PATH", layer: "LAYER")
        #expect(
            error.message(in: .english) { _ in Wording("give --crs EPSG:n", "") }
                == "PATH: layer LAYER states no coordinate reference system (a Shapefile has it in a .prj beside it); "
                + "give --crs EPSG:n")
        #expect(
            error.message(in: .chinese) == "PATH：图层 LAYER 未注明坐标参考系（Shapefile 在同一目录的 .prj 中注明）；请注明坐标参考系")
    }

    @Test("An error of another room is told in both languages inside one of this room")
    func wrapped() {
        let inner = FormatError.missingFile(path: "PATH")
        #expect(Wording(describing: inner) == Wording("PATH: there is no such file.", "PATH：没有此文件。"))
        struct Plain: Error, CustomStringConvertible { let description = "NAME" }
        #expect(Wording(describing: Plain()) == Wording(verbatim: "NAME"))
    }

    @Test("Remarks on a model file say the same in both")
    func modelRemarks() throws {
        let kinds: [INPRemark.Kind] = [
            .likelyEncoding, .toldEncoding, .textBeforeSection, .unknownNodes, .unknownLinks, .unknownAnchors,
            .noPlace, .decimalComma,
        ]
        for kind in kinds {
            let remark = INPRemark(
                file: "PATH", line: 1, section: "NAME", kind: kind, names: ["OTHER"], count: 9)
            check(remark.wording, "\(kind)")
            #expect(remark.description == remark.wording.english)
        }
    }

    @Test("What a file has is said in both: damaged GeoJSON, a model, readings, an audit, a mapping")
    func files() throws {
        let texts = [
            "", "{", "{}", "{\"type\":1}", "[", "{\"type\":\"Feature\"}", "{\"type\":\"FeatureCollection\"}",
            "{\"type\":\"Point\",\"coordinates\":[1]}", "{\"type\":\"Point\",\"coordinates\":[NaN,1]}",
            "{\"type\":\"LineString\",\"coordinates\":[[1,2]]}",
            "{\"type\":\"LineString\",\"coordinates\":[[]]}",
            "{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[1,3],[2,3],[4,4]]]}", "{\"a\":\"\\q\"}",
            "{\"a\":\"\\u12\"}",
            "{\"a\":01}", "{\"a\":1.}", "{\"a\":1e}", "{\"a\":1e999}",
            "{\"type\":\"Point\",\"crs\":{},\"coordinates\":[1,2]}",
            "{\"type\":\"Circle\",\"coordinates\":[1,2]}", "{\"type\":\"Point\"} x",
        ]
        for text in texts {
            let bench = try Workbench()
            let path = try bench.write("A.geojson", text.utf8)
            let error = formatError { _ = try GeoJSONSource(path).readOnly() }
            guard let error else { continue }
            #expect(error.explanation.chinese.contains("："))
            let chinese = error.explanation.chinese.replacing(path, with: "PATH")
            #expect(chinese.contains("实际为：") || chinese.contains("坐标参考系"), "\(chinese)")
        }
        let model = """
            [JUNCTIONS]
            A x
            A 1
            [PIPES]
            P A A
            P A B -1
            [PUMPS]
            U A
            [VALVES]
            V A A 1 QQQ
            [TIMES]
            Duration long
            [OPTIONS]
            UNITS cups
            NONSENSE 1
            [RULES]
            THEN LINK P STATUS IS OPEN
            [ENERGY]
            GLOBAL
            [REACTIONS]
            ORDER SKY 1
            """
        let errors = #expect(throws: INPErrors.self) { try Network(inp: model, file: "PATH") }
        for error in errors?.errors ?? [] {
            let text = error.explanation
            #expect(text.chinese.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) }, "\(text.chinese)")
            #expect(
                text.chinese.matches(of: #/\b[a-z]{3,}\b/#).allSatisfy {
                    ["cups", "long"].contains($0.output)
                },
                "\(text.chinese)")
        }
        #expect((errors?.errors.count ?? 0) > 10)
        let audit = #expect(throws: AuditFileError.self) {
            try AuditFile.read(
                yaml: "period: 1\nvolumes: {own_sources: 3, other: 1}\nworld: moon", path: "PATH")
        }
        #expect(
            audit?.mistakes.allSatisfy { !$0.what.chinese.isEmpty && $0.what.english != $0.what.chinese }
                == true)
        let mapping = #expect(throws: MappingError.self) {
            try ImportMapping(yaml: "sources: {a: 1}", path: "PATH")
        }
        #expect(mapping?.explanation.chinese == "PATH，第 1 行：“sources”应为列表，每个文件或文件夹一项")
    }
}
