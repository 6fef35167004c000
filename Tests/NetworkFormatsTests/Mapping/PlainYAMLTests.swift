import Testing

@testable import NetworkFormats

@Suite("YAML of settings is read without aliases")
struct PlainYAMLTests {
    private func refusal(_ text: String) -> PlainYAML.Refusal? {
        do {
            _ = try PlainYAML.compose(text)
            return nil
        } catch {
            return error
        }
    }

    /// Each line doubles what the one before holds: written out, the last one has 2⁴⁰ leaves.
    private static func bomb(_ line: (Int) -> String) -> String {
        (0..<40).map(line).joined(separator: "\n")
    }

    @Test(
        "Aliases as keys, as values, in flow and merged are refused before they are expanded",
        arguments: [
            bomb { $0 == 0 ? "? &k0 [a, b]\n: 1" : "? &k\($0) [*k\($0 - 1), *k\($0 - 1)]\n: 1" },
            bomb { $0 == 0 ? "a0: &v0 [x, x]" : "a\($0): &v\($0) [*v\($0 - 1), *v\($0 - 1)]" },
            bomb { $0 == 0 ? "a0: &m0 {x: 1}" : "a\($0): &m\($0) {<<: *m\($0 - 1), k\($0): *m\($0 - 1)}" },
            "a: &x 1\nb: *x", "a: &x 1\nb: {c: *x}", "- &x a\n- [b,*x]", "a: |\n  \"\nb: &x 1\nc: *x",
            "a: 'it''s \"'\nb: &x 1\nc: *x # \"", "a: &x 1\u{2028}*x : 2", "a: &x 1\u{85}*x : 2",
        ])
    func aliases(text: String) throws {
        let found = try #require(refusal(text))
        #expect(found.what.english.contains("aliases are not read"))
        #expect(found.line != nil)
    }

    @Test("The line of the alias is said, by both readers")
    func lines() throws {
        let text = "city:\n  crs: &c EPSG:4548\nsources:\n  - path: town\n    crs: *c\n"
        #expect(refusal(text)?.line == 5)
        #expect(throws: MappingError.self) { try ImportMapping(yaml: text, path: "m.yml") }
        let error = #expect(throws: AuditFileError.self) { try AuditFile.read(yaml: text, path: "a.yml") }
        #expect(error?.mistakes.map(\.line) == [5])
    }

    @Test(
        "Marks that are no aliases are text",
        arguments: [
            "a: R&D\nb: \"*.shp\"", "a: 'x & y'\nb: 5 * 3", "# *.shp & *.dbf\na: 1", "a: T&D\nb: '*D'",
            "a: &anchor 1",
        ])
    func text(text: String) throws {
        #expect(try PlainYAML.compose(text) != nil)
    }

    @Test("Deep nesting is refused and does not end the process")
    func deep() {
        for opening in ["[", "{a: ", "- "] {
            let text = String(repeating: opening, count: 200_000)
            #expect(refusal(text)?.what.english.hasPrefix("this is not YAML: ") == true)
        }
    }

    @Test("A file larger than settings are is refused by its size")
    func large() {
        let text = String(repeating: "#", count: PlainYAML.largest + 1)
        #expect(
            refusal(text)?.what.english
                == "the file has 8000001 bytes; files of settings are read up to 8000000 bytes")
    }
}
