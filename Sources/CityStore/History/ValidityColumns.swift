import GRDB
import PipeNetwork
import Telemetry

/// Since when each row of a table is so, and which district it is of.
struct ValidityColumns {
    /// Seconds since 1970; `nil` for since the first version of a file that kept no history.
    var validFrom: [Int64?] = []
    /// The number of a district; 0 for none.
    var district: [Int32] = []

    /// Binds the two parameters after parameter `count`.
    func bind(_ row: Int, to statement: Statement, after count: Int32) {
        if let time = validFrom[row] {
            statement.bind(count + 1, time)
        } else {
            statement.bindNull(count + 1)
        }
        if district[row] > 0 {
            statement.bind(count + 2, Int64(district[row]))
        } else {
            statement.bindNull(count + 2)
        }
    }

    /// The stamps of no rows.
    init() {}

    /// The stamps of the rows of some tables, in the order of `fid`, which is the order of a network's rows.
    init(_ tables: [String], _ db: Database) throws {
        var rows: [(fid: Int64, validFrom: Int64?, district: Int32)] = []
        for table in tables {
            let statement = try Statement(
                db, of: RowName(table), "SELECT fid, valid_from, district FROM \(table) ORDER BY fid")
            while try statement.next() {
                rows.append(
                    (
                        try statement.integer(0), try statement.integerOrNil(1),
                        Int32(clamping: try statement.integerOrNil(2) ?? 0)
                    ))
            }
        }
        if tables.count > 1 { rows.sort { $0.fid < $1.fid } }
        validFrom = rows.map(\.validFrom)
        district = rows.map(\.district)
    }

    /// The stamps of rows that are all new.
    init(count: Int, origins: [Int32]?, at time: Timestamp) {
        validFrom = Array(repeating: time.secondsSince1970, count: count)
        district = Array(repeating: 0, count: count)
        take(origins)
    }

    private mutating func take(_ origins: [Int32]?) {
        guard let origins else { return }
        for row in origins.indices where row < district.count && origins[row] > 0 {
            district[row] = origins[row]
        }
    }

    /// The stamps of the rows after some changes.
    init<Element: NetworkElement>(
        _ before: ValidityColumns, _ changes: ElementChanges<Element>, keys: [String], origins: [Int32]?,
        at time: Timestamp
    ) {
        let now = time.secondsSince1970
        let changed = Set(changes.changed.map(\.after.key))
        for run in changes.order.runs {
            switch run {
            case .new(let count):
                validFrom += Array(repeating: now, count: count)
                district += Array(repeating: 0, count: count)
            case .kept(let first, let count):
                for row in first..<first + count {
                    validFrom.append(row < before.validFrom.count ? before.validFrom[row] : now)
                    district.append(row < before.district.count ? before.district[row] : 0)
                }
            }
        }
        if !changed.isEmpty {
            for (row, key) in keys.enumerated() where changed.contains(key) { validFrom[row] = now }
        }
        take(origins)
    }
}

/// The stamps of a network before and after a change.
struct NetworkValidityColumns {
    static let nodeTables = ["junction", "reservoir", "tank"]
    static let linkTables = ["pipe", "pump", "valve"]
    static let assetTables = AssetLayer.all.map(\.name)

    let nodes, assets: ValidityColumns
    private(set) var links: ValidityColumns
    let nodesBefore, linksBefore, assetsBefore: ValidityColumns

    init(allNew network: Network, _ origins: ElementOrigins?, at time: Timestamp) {
        nodes = ValidityColumns(count: network.nodes.count, origins: origins?.nodes, at: time)
        links = ValidityColumns(count: network.links.count, origins: origins?.links, at: time)
        assets = ValidityColumns(count: network.assets.count, origins: origins?.assets, at: time)
        nodesBefore = ValidityColumns()
        linksBefore = ValidityColumns()
        assetsBefore = ValidityColumns()
    }

    init(
        _ changes: ChangeSet, of before: Network, to network: Network, _ origins: ElementOrigins?,
        at time: Timestamp, _ db: Database
    ) throws {
        nodesBefore = try ValidityColumns(Self.nodeTables, db)
        linksBefore = try ValidityColumns(Self.linkTables, db)
        assetsBefore = try ValidityColumns(Self.assetTables, db)
        nodes = ValidityColumns(
            nodesBefore, changes.nodes, keys: network.nodes.ids, origins: origins?.nodes, at: time)
        links = ValidityColumns(
            linksBefore, changes.links, keys: network.links.ids, origins: origins?.links, at: time)
        let assetKeys = zip(network.assets.kinds, network.assets.ids).map { $0.rawValue + ":" + $1 }
        assets = ValidityColumns(
            assetsBefore, changes.assets, keys: assetKeys, origins: origins?.assets, at: time)
        if !changes.links.added.isEmpty { inheritPieces(before, network) }
    }

    /// A piece of a pipe that another district split is of the pipe's district.
    private mutating func inheritPieces(_ before: Network, _ network: Network) {
        for (row, id) in network.links.ids.enumerated() where links.district[row] == 0 {
            var piece = PieceID(id)
            while let whole = piece?.whole {
                if let earlier = before.links.index(of: whole), earlier < linksBefore.district.count {
                    links.district[row] = linksBefore.district[earlier]
                    break
                }
                piece = PieceID(whole)
            }
        }
    }
}
