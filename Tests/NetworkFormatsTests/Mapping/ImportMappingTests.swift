import Foundation
import PipeNetwork
import Testing

@testable import NetworkFormats

@Suite("A mapping file")
struct ImportMappingTests {
    /// The message of the error that the text is refused with; `nil` when it is taken.
    private func refusal(_ yaml: String) -> String? {
        do {
            _ = try ImportMapping(yaml: yaml, path: "m.yml")
            return nil
        } catch {
            return String(describing: error)
        }
    }

    private func layer(_ lines: String...) -> String {
        "sources:\n  - path: town\n    layers:\n      pipes:\n"
            + lines.map { "        \($0)\n" }.joined()
    }

    @Test("says everything of cities, sources, layers and fields")
    func everything() throws {
        let mapping = try ImportMapping(
            yaml: """
                city:
                  crs: EPSG:4548
                  snap: 0.25
                sources:
                  - path: town
                    prefix: T-
                    crs: EPSG:4490
                    encoding: gbk
                    layers:
                      管线:
                        element: pipe
                        fields:
                          id: 编号
                          diameter: {field: 管径, unit: mm}
                          status:
                            field: 状态
                            values: {停用: closed, 1: open}
                  - path: model.inp
                """, path: "m.yml")
        #expect(mapping.crs == "EPSG:4548")
        #expect(mapping.snap == 0.25)
        #expect(mapping.sources.map(\.path) == ["town", "model.inp"])
        let town = mapping.sources[0]
        #expect(town.prefix == "T-")
        #expect(town.crs == "EPSG:4490")
        #expect(town.encoding == "gbk")
        let pipes = try #require(town.layers["管线"])
        #expect(pipes.role == .pipe)
        #expect(pipes.fields[.id] == .init(name: "编号", line: 13))
        #expect(pipes.fields[.diameter] == .init(name: "管径", unit: "mm", line: 14))
        #expect(pipes.fields[.status]?.values == ["停用": "closed", "1": "open"])
        #expect(mapping.sources[1] == .init(path: "model.inp"))
    }

    @Test("may be empty")
    func empty() throws {
        #expect(try ImportMapping(yaml: "", path: "m.yml") == ImportMapping())
        #expect(try ImportMapping(yaml: "# nothing\n", path: "m.yml") == ImportMapping())
    }

    @Test("knows every asset of a network by its own word", arguments: Asset.Kind.allCases)
    func assets(_ kind: Asset.Kind) throws {
        let mapping = try ImportMapping(yaml: layer("element: \(kind.rawValue)"), path: "m.yml")
        #expect(mapping.sources[0].layers["pipes"]?.role == .asset(kind))
    }

    @Test("is refused for a key that nobody knows, with the line and the keys expected")
    func unknownKeys() {
        #expect(refusal("towns: 1") == "m.yml, line 1: 'towns' is not known here; expected city, sources")
        #expect(
            refusal("city:\n  crs: EPSG:4548\n  name: Jinan")
                == "m.yml, line 3: 'name' is not known here; expected crs, snap")
        #expect(
            refusal("sources:\n  - path: town\n    zone: a")
                == "m.yml, line 3: 'zone' is not known here; expected path, prefix, crs, encoding, layers")
        #expect(
            refusal(layer("role: pipe"))
                == "m.yml, line 5: 'role' is not known here; expected element, fields")
        #expect(
            refusal(layer("fields:", "  diameter: {field: DN, units: mm}"))
                == "m.yml, line 6: 'units' is not known here; expected field, unit, values")
    }

    @Test("is refused for an element, a field or a unit that nobody knows, with those that are known")
    func unknownWords() throws {
        #expect(
            refusal(layer("element: tube"))
                == "m.yml, line 5: 'tube' is no element; known are booster_station, customer_point, hydrant, "
                + "ignore, isolation_valve, junction, meter, pipe, pressure_point, pump, regulating_valve, "
                + "reservoir, secondary_supply_station, station, tank, waterworks, zone")
        let field = try #require(refusal(layer("fields:", "  durchmesser: DN")))
        #expect(
            field.hasPrefix(
                "m.yml, line 6: 'durchmesser' is no field of ours; known are id, from, to, length, diameter, "
            ))
        #expect(field.hasSuffix(", metered, node, name, parent"))
        #expect(
            refusal(layer("fields:", "  diameter: {field: DN, unit: kg}"))
                == "m.yml, line 6: 'kg' is no unit that 'diameter' can have")
        #expect(
            refusal(layer("fields:", "  diameter: {field: DN, unit: m3/h}"))
                == "m.yml, line 6: 'm3/h' is no unit that 'diameter' can have")
        #expect(
            refusal(layer("fields:", "  material: {field: MAT, unit: mm}"))
                == "m.yml, line 6: 'mm' is no unit that 'material' can have")
    }

    @Test("is refused for something of another shape, with what was expected")
    func wrongShapes() {
        #expect(refusal("- town") == "m.yml, line 1: the mapping file must be a list of 'key: value'")
        #expect(
            refusal("sources: town")
                == "m.yml, line 1: 'sources' must be a list, one entry a file or folder")
        #expect(
            refusal("sources:\n  - town") == "m.yml, line 2: a source must be a list of 'key: value'")
        #expect(refusal("sources:\n  - prefix: T-") == "m.yml, line 2: a source needs a 'path'")
        #expect(refusal("sources:\n  - path: [a]") == "m.yml, line 2: 'path' must be text")
        #expect(refusal(layer("element: [pipe]")) == "m.yml, line 5: 'element' must be text")
        #expect(refusal(layer("fields: DN")) == "m.yml, line 5: 'fields' must be a list of 'key: value'")
        #expect(
            refusal(layer("fields:", "  diameter: {unit: mm}"))
                == "m.yml, line 6: field 'diameter' needs a 'field', its name in the layer")
        #expect(
            refusal(layer("fields:", "  diameter: [DN]"))
                == "m.yml, line 6: field 'diameter' must be a list of 'key: value'")
        #expect(
            refusal(layer("fields:", "  status: {field: S, values: closed}"))
                == "m.yml, line 6: 'values' must be a list of 'key: value'")
    }

    @Test("is refused for a tolerance that is no distance", arguments: ["near", "-1", ".nan", ".inf", "[1]"])
    func tolerance(_ snap: String) {
        #expect(
            refusal("city:\n  snap: \(snap)")
                == "m.yml, line 2: 'snap' must be a number of metres, 0 or more")
    }

    @Test("is refused when it is no YAML, or not there")
    func unreadable() {
        #expect(refusal("sources: [")?.hasPrefix("m.yml, line 2: this is not YAML: ") == true)
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".yml").path
        #expect(
            #expect(throws: MappingError.self) { try ImportMapping(path: path) }?.description
                == "\(path): the mapping file cannot be read")
    }
}
