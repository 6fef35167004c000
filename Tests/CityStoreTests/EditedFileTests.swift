import Foundation
import GRDB
import PipeNetwork
import Telemetry
import Testing

@testable import CityStore

/// A city is an open file that people edit in QGIS and scripts edit by SQL. Whatever they leave in a column, reading
/// gives an error or a value; it never ends the process.
@Suite("A city that somebody edited")
struct EditedFileTests {
    @Test(
        "Any value in any column is read, or refused with an error",
        arguments: ["'x y'", "X'00FF'", "1e300", "-1.5"])
    func anyValue(_ value: String) throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich()
        try city.importing { writer in
            try writer.replaceNetwork(network)
            try writer.addSource(
                SourceRecord(
                    path: "a.shp", format: "shapefile", crs: nil, prefix: "", importedAt: Timestamp(0),
                    counts: [:]))
            try writer.db.execute(
                sql: """
                    INSERT INTO series (element, kind, count, first, last) VALUES ('M', 'flow', 1, 0, 0);
                    INSERT INTO meter_replacement VALUES ('M', 0, 1, 2);
                    INSERT INTO zone_metered_link (link) VALUES ('P');
                    """)
        }
        let columns = try city.queue.read { db in
            try [
                "pipe", "source", "series", "meter_replacement", "pattern", "curve", "section",
                "zone_metered_link",
            ].flatMap { table in
                try db.columns(in: table).map { (table: table, column: $0.name) }
            }
        }
        #expect(columns.count > 40)
        for (table, column) in columns where column != "geometry" {
            struct Undo: Error {}
            #expect(throws: Undo.self) {
                try city.importing { writer in
                    try? writer.db.execute(
                        sql: "UPDATE OR IGNORE \(table) SET \(column.quotedDatabaseIdentifier) = \(value)")
                    _ = try? city.info()
                    _ = try? city.network()
                    _ = try? city.graphNetwork()
                    _ = try? city.sources()
                    _ = try? city.readingSeries()
                    _ = try? city.meters(in: network)
                    throw Undo()
                }
            }
        }
        #expect(try city.network() == network)
    }

    @Test("A nominal diameter with a fraction is counted with its millimetre")
    func fractionalDN() throws {
        let scratch = try Scratch()
        let city = try scratch.city()
        let network = try SampleNetworks.rich()
        try city.importing { writer in
            try writer.replaceNetwork(network)
            try writer.db.execute(sql: "UPDATE pipe SET dn = 219.1")
        }
        #expect(try city.info().lengthsByDN.map(\.dn) == [219])
    }
}
