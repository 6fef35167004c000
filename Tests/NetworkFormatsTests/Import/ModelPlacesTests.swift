import Geospatial
import PipeNetwork
import Testing

@testable import NetworkFormats

@Suite("Places and heights of a model that cannot be")
struct ModelPlacesTests {
    private static let head = """
        [JUNCTIONS]
        A 12
        B -9999
        C 20000
        [RESERVOIRS]
        R 9500
        [PIPES]
        1 R A 100 100 100
        2 A B 100 100 100
        3 B C 100 100 100
        [OPTIONS]
        UNITS LPS
        [COORDINATES]

        """

    private func notes(_ coordinates: String, crs: CoordinateReferenceSystem? = nil) throws -> [String] {
        let bench = try Workbench()
        let path = try bench.write("a.inp", (Self.head + coordinates).utf8)
        let result = try NetworkImport(ImportOptions(crs: crs)).adding([path], to: Network())
        return result.notes.map { $0.english.replacing(path, with: "a.inp") }
    }

    @Test("are told at the import, and kept as they stand")
    func told() throws {
        let notes = try notes("R 500000 4060000\nA 1e308 1e308\nB 500010 1e10\nC 500020 4060000\n")
        #expect(
            notes == [
                "a.inp: coordinates that are no place on Earth are kept of 2 nodes (the first is 'A'); "
                    + "'check' names each",
                "a.inp: a height outside −500 to 9000 m is kept as it stands of 2 nodes (the first is 'B'); "
                    + "'check' names each",
            ])
    }

    @Test("are refused where a reference system says what a place is, whichever node has them")
    func refused() throws {
        let plane = try CoordinateReferenceSystem(epsg: 4548)
        #expect(throws: ImportError.self) {
            try notes("R 1e308 1e308\nA 500000 4060000\n", crs: plane)
        }
        #expect(throws: ImportError.self) {
            try notes("R 500000 4060000\nA 500010 4060000\nB 1e308 1e308\n", crs: plane)
        }
    }
}
