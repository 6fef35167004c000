import InputOutput
import GRDB
import Geospatial
import PipeNetwork

/// Reads the network back: elements of all tables in the order of `fid`, which is the order of rows they had.
///
/// A person may have edited the tables, so nothing is taken for granted: a row that makes no element is named.
struct NetworkReader {
    let db: Database
    let crs: CoordinateReferenceSystem?

    init(_ db: Database) throws {
        self.db = db
        crs = try SpatialReference.read(db)
    }

    /// The network.
    func network() throws -> Network {
        var network = Network(crs: crs)
        network.reserveCapacity(
            nodes: try count(["junction", "reservoir", "tank"]), links: try count(["pipe", "pump", "valve"]))
        try readModel(into: &network)
        try readNodes(into: &network)
        try readLinks(into: &network)
        try readAssets(into: &network)
        return network
    }

    func count(_ tables: [String]) throws -> Int {
        try tables.reduce(0) { sum, table in
            sum + (try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0)
        }
    }

    /// Calls `body` with every row of several statements in the order of their first columns, and with the position of
    /// the statement that is on the row.
    func merge(_ statements: [Statement], _ body: (Int, Statement) throws -> Void) throws {
        var heads: [Int64?] = try statements.map { try $0.next() ? try $0.integer(0) : nil }
        while true {
            var first: Int?
            for index in heads.indices {
                guard let head = heads[index] else { continue }
                if let best = first, let smallest = heads[best], smallest <= head { continue }
                first = index
            }
            guard let first else { return }
            try body(first, statements[first])
            heads[first] = try statements[first].next() ? try statements[first].integer(0) : nil
        }
    }

    /// Runs `body` and says of which row an error speaks.
    func reading(_ table: String, _ statement: Statement, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as NetworkError {
            throw CityError.unreadableRow(
                table: table, fid: try statement.integer(0), reason: Wording(describing: error))
        } catch let error as GeometryBlobReader.Unreadable {
            throw CityError.unreadableRow(table: table, fid: try statement.integer(0), reason: error.reason)
        }
    }

    /// The bends of a link: its geometry without both ends, or its text.
    func bends(_ statement: Statement, geometry: Int32, text: Int32) throws -> [Coordinate] {
        let path = try statement.withBytes(geometry) { bytes in
            var reader = try GeometryBlobReader(bytes)
            return try reader.bends()
        }
        if let path { return path }
        guard let text = statement.text(text) else { return [] }
        guard let bends = BendText.decode(text) else {
            throw GeometryBlobReader.Unreadable(
                reason: Wording(
                    "its bends '\(text)' are not of the form 'x y, x y'", "其折点“\(text)”不是“x y, x y”的形式"))
        }
        return bends
    }

    /// A query for columns as text, which they are unless they were edited by hand: then an error can say so.
    private static func asText(_ table: String, _ columns: [String], order: String = "id") -> String {
        let list = columns.map { "CAST(\($0) AS TEXT)" }.joined(separator: ", ")
        return "SELECT \(list) FROM \(table) ORDER BY \(order)"
    }

    func readModel(into network: inout Network) throws {
        network.title = try Metadata.decode("title", [String].self, db) ?? []
        network.hydraulics =
            try Metadata.decode("hydraulics", HydraulicOptions.self, db) ?? HydraulicOptions()
        network.times = try Metadata.decode("times", TimeOptions.self, db) ?? TimeOptions()
        network.controls = try Metadata.decode("controls", [Control].self, db) ?? []
        network.rules = try Metadata.decode("rules", [Rule].self, db) ?? []
        network.energy = try Metadata.decode("energy", EnergyOptions.self, db) ?? EnergyOptions()
        let patterns = try Statement(db, Self.asText("pattern", ["id", "multipliers"]))
        while try patterns.next() {
            let id = patterns.text(0) ?? ""
            guard let multipliers = JSONText.decode([Double].self, patterns.text(1) ?? ""),
                multipliers.allSatisfy(\.isFinite)
            else {
                throw CityError.unreadableRow(
                    table: "pattern", fid: 0,
                    reason: Wording("the multipliers of '\(id)' are no list of numbers", "“\(id)”的系数不是数值列表"))
            }
            network.patterns[id] = Pattern(id: id, multipliers: multipliers)
        }
        let curves = try Statement(db, Self.asText("curve", ["id", "kind", "points"]))
        while try curves.next() {
            let id = curves.text(0) ?? ""
            guard let kind = curves.text(1).flatMap(Curve.Kind.init),
                let points = JSONText.decode([[Double]].self, curves.text(2) ?? ""),
                points.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isFinite) })
            else {
                throw CityError.unreadableRow(
                    table: "curve", fid: 0,
                    reason: Wording("'\(id)' is no curve of pairs of numbers", "“\(id)”不是由数对组成的曲线"))
            }
            network.curves[id] = Curve(
                id: id, kind: kind, points: points.map { Curve.Point(x: $0[0], y: $0[1]) })
        }
        let sections = try Statement(db, Self.asText("section", ["name", "lines"], order: "position"))
        while try sections.next() {
            // By scalars: a carriage return and the line feed after it are one character.
            let lines = sections.text(1)?.unicodeScalars.split(
                separator: "\n", omittingEmptySubsequences: false)
            network.verbatim.append(
                VerbatimSection(name: sections.text(0) ?? "", lines: lines?.map { String($0) } ?? []))
        }
    }
}

extension Statement {
    /// The position in a geometry column; `nil` for NULL.
    func position(_ column: Int32, table: String) throws -> Coordinate? {
        do {
            return try withBytes(column) { bytes in
                var reader = try GeometryBlobReader(bytes)
                let point = try reader.point()
                return Coordinate(x: point.x, y: point.y)
            }
        } catch let error as GeometryBlobReader.Unreadable {
            throw CityError.unreadableRow(table: table, fid: try integer(0), reason: error.reason)
        }
    }
}
