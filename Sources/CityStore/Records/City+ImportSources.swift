import GRDB
import PipeNetwork

extension City {
    /// The districts of the city, in the order of their first import; none in a file that an older version wrote.
    public func importSources() throws -> [ImportSource] { try read { db in try Self.importSources(db) } }

    static func importSources(_ db: Database) throws -> [ImportSource] {
        guard try Version.isKept(db) else { return [] }
        let row = try Statement(
            db, of: "district", "SELECT number, path, prefix FROM district ORDER BY number")
        var districts: [ImportSource] = []
        while try row.next() {
            districts.append(
                ImportSource(
                    number: Int32(clamping: try row.integer(0)), path: row.text(1) ?? "",
                    prefix: row.text(2) ?? ""))
        }
        return districts
    }

    /// The district of every element, by the rows of the city's network.
    public func origins() throws -> ElementOrigins { try read { db in try Self.origins(db) } }

    static func origins(_ db: Database) throws -> ElementOrigins {
        guard try Version.isKept(db) else { return ElementOrigins() }
        return ElementOrigins(
            nodes: try ValidityColumns(NetworkValidityColumns.nodeTables, db).district,
            links: try ValidityColumns(NetworkValidityColumns.linkTables, db).district,
            assets: try ValidityColumns(NetworkValidityColumns.assetTables, db).district)
    }
}

extension CityWriter {
    /// The districts as they are in the middle of the import.
    public func importSources() throws -> [ImportSource] { try City.importSources(db) }

    /// The district of every element as it is in the middle of the import.
    public func origins() throws -> ElementOrigins { try City.origins(db) }

    /// Adds a district and returns its number.
    public func addImportSource(path: String, prefix: String) throws -> Int32 {
        try db.execute(
            sql: "INSERT INTO district (path, prefix) VALUES (?, ?)", arguments: [path, prefix])
        return Int32(clamping: db.lastInsertedRowID)
    }

    /// Gives a district the name that its files have now.
    public func update(_ district: ImportSource) throws {
        try db.execute(
            sql: "UPDATE district SET path = ?, prefix = ? WHERE number = ?",
            arguments: [district.path, district.prefix, district.number])
    }
}
