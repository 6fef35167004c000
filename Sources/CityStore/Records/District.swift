import GRDB
import PipeNetwork

/// What was imported as one: a file, or a folder of files that were joined at once.
public struct District: Hashable, Sendable {
    /// Its number, to which elements and sources refer.
    public var number: Int32
    /// The file or folder, as it was named last.
    public var path: String
    /// What was put before each of its ids.
    public var prefix: String

    /// A district.
    public init(number: Int32, path: String, prefix: String = "") {
        self.number = number
        self.path = path
        self.prefix = prefix
    }
}

extension City {
    /// The districts of the city, in the order of their first import; none in a file that an older version wrote.
    public func districts() throws -> [District] { try read { db in try Self.districts(db) } }

    static func districts(_ db: Database) throws -> [District] {
        guard try Version.isKept(db) else { return [] }
        return try Row.fetchAll(db, sql: "SELECT number, path, prefix FROM district ORDER BY number").map {
            District(number: $0[0], path: $0[1], prefix: $0[2])
        }
    }

    /// The district of every element, by the rows of the city's network.
    public func origins() throws -> ElementOrigins { try read { db in try Self.origins(db) } }

    static func origins(_ db: Database) throws -> ElementOrigins {
        guard try Version.isKept(db) else { return ElementOrigins() }
        return ElementOrigins(
            nodes: try Stamps(NetworkStamps.nodeTables, db).district,
            links: try Stamps(NetworkStamps.linkTables, db).district,
            assets: try Stamps(NetworkStamps.assetTables, db).district)
    }
}

extension CityWriter {
    /// The districts as they are in the middle of the import.
    public func districts() throws -> [District] { try City.districts(db) }

    /// The district of every element as it is in the middle of the import.
    public func origins() throws -> ElementOrigins { try City.origins(db) }

    /// Adds a district and returns its number.
    public func addDistrict(path: String, prefix: String) throws -> Int32 {
        try db.execute(
            sql: "INSERT INTO district (path, prefix) VALUES (?, ?)", arguments: [path, prefix])
        return Int32(clamping: db.lastInsertedRowID)
    }

    /// Gives a district the name that its files have now.
    public func update(_ district: District) throws {
        try db.execute(
            sql: "UPDATE district SET path = ?, prefix = ? WHERE number = ?",
            arguments: [district.path, district.prefix, district.number])
    }
}
