import Foundation
import Geospatial
import PipeNetwork
import Testing

@testable import NetworkFormats

/// The `.shx` says where each record of the `.shp` is; the record says so itself, by its number.
@Suite("A .shx that does not fit")
struct ShapeIndexTests {
    /// Four lines of different lengths, each named by its x.
    private func bench() throws -> Workbench {
        let bench = try Workbench()
        let layer = FeatureLayer(
            name: "p", crs: nil, fields: [FeatureField("x", .integer)],
            features: (0..<4).map { number in
                let x = Double(number) * 1_000
                return Feature(
                    id: Int64(number),
                    geometry: .lineString(
                        (0...(number + 1)).map { Coordinate(x: x, y: Double($0) * 10) }),
                    values: [.integer(Int64(x))])
            })
        try layer.write(to: bench.path("p.shp"))
        return bench
    }

    /// Whether each row has the geometry that is named in it.
    private func isRight(_ layer: FeatureLayer) -> Bool {
        layer.features.count == 4
            && layer.features.allSatisfy { feature in
                feature.geometry?.coordinates.first?.x == feature.values[0].number
            }
    }

    private func entry(_ number: Int) -> Range<Int> { 100 + 8 * number..<108 + 8 * number }

    @Test("A sound one is used and nothing is said")
    func sound() throws {
        let bench = try bench()
        let read = try LayerFile.open(bench.path("p.shp")).readOnly()
        #expect(isRight(read))
        #expect(read.remarks.isEmpty)
    }

    @Test(
        "Entries that are swapped, cut off, too many, beyond the file or of a wrong length swap no geometry",
        arguments: [
            "swapped", "reversed", "cut", "half", "beyond", "length", "negative", "doubled", "more", "none",
        ])
    func mended(_ damage: String) throws {
        let bench = try bench()
        var index = try bench.bytes("p.shx")
        switch damage {
        case "swapped":
            let (one, two) = (Array(index[entry(1)]), Array(index[entry(2)]))
            index.replaceSubrange(entry(1), with: two)
            index.replaceSubrange(entry(2), with: one)
        case "reversed":
            let entries = (0..<4).map { Array(index[entry($0)]) }
            for number in 0..<4 { index.replaceSubrange(entry(number), with: entries[3 - number]) }
        case "cut": index.removeLast(8)
        case "half": index.removeLast(3)
        case "beyond": index[entry(3).lowerBound + 1] = 0x7f
        case "length": index[entry(2).lowerBound + 7] ^= 0x14
        case "negative": index[entry(0).lowerBound] = 0xff
        case "doubled": index.replaceSubrange(entry(3), with: Array(index[entry(0)]))
        case "more": index += index[entry(3)]
        default: index.removeSubrange(100...)
        }
        try bench.write("p.shx", index)
        let layer = try LayerFile.open(bench.path("p.shp")).readOnly()
        #expect(isRight(layer))
        #expect(
            layer.remarks.map(\.english) == [
                "the .shx does not fit the .shp; each shape was taken by its own record number"
            ]
        )
        // The file of the user is as it was.
        #expect(try bench.bytes("p.shx") == index)
    }

    /// Writes a number into the header of a record of the `.shp`.
    private func number(_ value: UInt8, _ record: Int, _ bench: Workbench) throws {
        var shapes = try bench.bytes("p.shp")
        let index = try bench.bytes("p.shx")
        let start = index[entry(record)].prefix(4).reduce(0) { $0 << 8 | Int($1) } * 2
        shapes[start + 3] = value
        try bench.write("p.shp", shapes)
    }

    @Test("Records that are numbered from 0, or all the same, are taken in the order of the file")
    func oddNumbers() throws {
        let fromZero = try bench()
        for record in 0..<4 { try number(UInt8(record), record, fromZero) }
        #expect(isRight(try LayerFile.open(fromZero.path("p.shp")).readOnly()))
        let same = try bench()
        for record in 0..<4 { try number(7, record, same) }
        #expect(isRight(try LayerFile.open(same.path("p.shp")).readOnly()))
    }

    @Test("When neither says which record is which, the file is refused")
    func ambiguous() throws {
        let bench = try bench()
        try number(9, 1, bench)
        let error = formatError { _ = try LayerFile.open(bench.path("p.shp")).readOnly() }
        #expect(error?.description.contains("of the number 9, and a .shx that does not fit") == true)
        #expect(error?.description.contains("export the layer anew") == true)
    }

    @Test("A record that was written anew at the end of the file is where the .shx says")
    func rewritten() throws {
        let bench = try bench()
        var shapes = try bench.bytes("p.shp")
        var index = try bench.bytes("p.shx")
        let old = index[entry(1)].prefix(4).reduce(0) { $0 << 8 | Int($1) } * 2
        let size = index[entry(1)].suffix(4).reduce(0) { $0 << 8 | Int($1) } * 2
        let record = shapes[old..<old + 8 + size]
        let moved = shapes.count / 2
        shapes += record
        // The old one stays in its place, with its number, and lies elsewhere.
        for place in old + 8..<old + 8 + size { shapes[place] = 0 }
        for place in 0..<4 {
            index[entry(1).lowerBound + place] = UInt8(truncatingIfNeeded: moved >> (24 - 8 * place))
            shapes[24 + place] = UInt8(truncatingIfNeeded: (shapes.count / 2) >> (24 - 8 * place))
        }
        try bench.write("p.shp", shapes)
        try bench.write("p.shx", index)
        let layer = try LayerFile.open(bench.path("p.shp")).readOnly()
        #expect(isRight(layer))
        #expect(layer.remarks.isEmpty)
    }

    @Test("A table of more or fewer rows than shapes is refused with both numbers", arguments: [-1, 1])
    func rows(_ difference: Int) throws {
        let bench = try bench()
        var table = try bench.bytes("p.dbf")
        table[4] = UInt8(4 + difference)
        let width = Int(table[10])
        if difference > 0 {
            if table.last == 0x1a { table.removeLast() }
            table += [UInt8](repeating: 0x20, count: width) + [0x1a]
        }
        try bench.write("p.dbf", table)
        let error = formatError { _ = try LayerFile.open(bench.path("p.shp")).readOnly() }
        #expect(error?.description.contains("\(4 + difference) records") == true)
        #expect(error?.description.contains("expected 4") == true)
    }

    @Test("Numbers that programs print where there is none are no number")
    func noNumbers() throws {
        let bench = try bench()
        let sound = try bench.bytes("p.dbf")
        let width = Int(sound[10]) - 1
        for word in ["nan", "-nan", "NaN", "1.#QNAN", "-1.#IND", "1.#INF", "NULL", "inf"] {
            var table = sound
            let start = Int(table[8]) + 1
            let padded = Array(word.utf8) + [UInt8](repeating: 0x20, count: width - word.utf8.count)
            table.replaceSubrange(start..<start + width, with: padded)
            try bench.write("p.dbf", table)
            #expect(
                try LayerFile.open(bench.path("p.shp")).readOnly().features[0].values == [.null], "\(word)")
        }
    }
}
