import PipeNetwork
import Testing

@testable import NetworkFormats

/// The page and the program know the same words: one that is missing on either side fails here.
@Suite("The page about mapping")
struct MappingDocumentTests {
    private let page: MappingPage

    init() throws { page = try MappingPage() }

    @Test("lists every element with the fields that are guessed for it")
    func elements() {
        let rows = page.rows("Elements")
        #expect(Set(rows.map { $0[0][0] }) == Set(ElementRole.words.keys))
        for row in rows {
            let role = ElementRole.words[row[0][0]]
            #expect(row[3] == role?.fields.map(\.rawValue), "\(row[0][0])")
        }
    }

    @Test("lists every field")
    func fields() {
        let named = page.rows("Fields").flatMap { $0[0] }
        #expect(named.count == Set(named).count)
        #expect(Set(named) == Set(ElementField.allCases.map(\.rawValue)))
    }

    @Test("lists the guessed names of layers in the order in which they are tried")
    func layerNames() {
        let rows = page.rows("Guessed names of layers")
        #expect(rows.map { $0[0][0] } == NameGuess.layers.map { $0.role.word })
        #expect(rows.map { $0[1] } == NameGuess.layers.map(\.names))
    }

    @Test("lists the guessed names of fields in the order in which they are tried")
    func fieldNames() {
        let rows = page.rows("Guessed names of fields")
        #expect(rows.map { $0[0][0] } == ElementField.allCases.map(\.rawValue))
        for row in rows {
            let field = ElementField(rawValue: row[0][0])
            #expect(row[1] == field.flatMap { NameGuess.fields[$0] }, "\(row[0][0])")
        }
    }

    @Test("lists the words of values")
    func values() {
        #expect(page.item("closed:", in: "Values") == NameGuess.closedWords)
        #expect(page.item("open:", in: "Values") == NameGuess.openWords)
        #expect(page.item("a meter against its pipe:", in: "Values") == NameGuess.reverseWords)
        #expect(page.item("a meter along its pipe:", in: "Values") == NameGuess.forwardWords)
        let stations = page.item("kinds of station", in: "Values")
        #expect(stations == Set(NameGuess.stationWords.flatMap { [$0.word, $0.kind.rawValue] }))
    }

    @Test("has an example that is a mapping")
    func example() throws {
        let mapping = try ImportMapping(yaml: page.example, path: "mapping.yml")
        #expect(mapping.crs == "EPSG:4548")
        #expect(mapping.snap == 0.3)
        #expect(mapping.sources.map(\.path) == ["old-town", "east.gpkg", "mountains"])
        let pipes = try #require(mapping.sources[0].layers["pipes"])
        #expect(pipes.fields[.diameter]?.unit == "mm")
        #expect(pipes.fields[.material]?.values["灰口铸铁"] == "grey iron")
        #expect(mapping.sources[0].layers["hydrants"]?.role == .ignored)
    }

    @Test("names the units that are read")
    func units() {
        for row in page.section("Units") where row.hasPrefix("- Lengths:") || row.hasPrefix("- Flows:") {
            let isFlow = row.hasPrefix("- Flows:")
            let units = page.item(isFlow ? "Flows:" : "Lengths:", in: "Units")
            #expect(units.count >= 6)
            for unit in units {
                let factor = (isFlow ? ElementField.demand : .length).factor(fromUnit: unit)
                #expect(factor != nil, "\(unit)")
            }
        }
    }
}
