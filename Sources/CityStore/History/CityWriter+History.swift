import GRDB
import Geospatial
import PipeNetwork
import Telemetry

extension CityWriter {
    /// Writes a version, and what it replaced and removed of `before` into the history.
    func record(
        _ changes: ChangeSet, of before: Network, _ stamps: NetworkValidityColumns, _ srid: Int32,
        at time: Timestamp
    ) throws {
        let version = try Version.add(
            .network, at: time, Version.Summary(network: changes.summary),
            Version.Undo(
                nodes: changes.nodes.formerOrder, links: changes.links.formerOrder,
                assets: changes.assets.formerOrder,
                rows: [
                    changes.nodes.inverse.rowsBefore, changes.links.inverse.rowsBefore,
                    changes.assets.inverse.rowsBefore,
                ], settings: changes.settings?.before), db)
        var writer = try HistoryWriter(db, version: version, at: time, srid: srid)
        try writer.write(changes.nodes, stamps.nodesBefore, row: { before.nodes.index(of: $0.id) }) { node in
            (try HistoricElement.encode(node), node.shape)
        }
        try writer.write(changes.links, stamps.linksBefore, row: { before.links.index(of: $0.id) }) { link in
            (
                try HistoricElement.encode(link),
                before.links.index(of: link.id).map { before.path(ofLink: $0) } ?? []
            )
        }
        try writer.write(
            changes.assets, stamps.assetsBefore, row: { before.assets.index(of: $0.id, kind: $0.kind) }
        ) { asset in (try HistoricElement.encode(asset), asset.shape) }
    }
}

/// Writes elements that are no more what they were.
private struct HistoryWriter {
    private let statement: Statement
    private let version: Int64
    private let time: Timestamp
    private let first: Int64
    private var blob: GeometryBlob

    init(_ db: Database, version: Int64, at time: Timestamp, srid: Int32) throws {
        statement = try Statement(
            db,
            """
            INSERT INTO element_history (
                layer, id, valid_from, valid_to, version, change, district, element, geometry)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        self.version = version
        self.time = time
        first = try Version.first(db)?.secondsSince1970 ?? time.secondsSince1970
        blob = GeometryBlob(srid: srid)
    }

    /// Writes what was removed, in the order of the rows of before, and what was changed.
    mutating func write<Element: NetworkElement>(
        _ changes: ElementChanges<Element>, _ stamps: ValidityColumns, row: (Element) -> Int?,
        _ encode: (Element) throws -> (text: String, path: [Coordinate])
    ) throws {
        for (element, change) in changes.removed.map({ ($0, "removed") })
            + changes.changed.map({ ($0.before, "changed") })
        {
            let row = row(element) ?? .max
            let (text, path) = try encode(element)
            try write(element, change, row, stamps, text, path)
        }
    }

    private mutating func write(
        _ element: some NetworkElement, _ change: String, _ row: Int, _ stamps: ValidityColumns,
        _ text: String,
        _ path: [Coordinate]
    ) throws {
        statement.bind(1, element.layer)
        statement.bind(2, element.id)
        let since = row < stamps.validFrom.count ? stamps.validFrom[row] : nil
        statement.bind(3, min(since ?? first, time.secondsSince1970))
        statement.bind(4, time.secondsSince1970)
        statement.bind(5, version)
        statement.bind(6, change)
        let district = row < stamps.district.count ? stamps.district[row] : 0
        if district > 0 { statement.bind(7, Int64(district)) } else { statement.bindNull(7) }
        statement.bind(8, text)
        if path.count == 1, path[0].isFinite {
            blob.setPoint(path[0].x, path[0].y)
            statement.bind(9, blob.bytes)
        } else if path.count > 1, path.allSatisfy(\.isFinite) {
            blob.setLineString(path.map(\.x), path.map(\.y))
            statement.bind(9, blob.bytes)
        } else {
            statement.bindNull(9)
        }
        try statement.run()
    }
}

/// An element as a row of the history holds it: the members of its own type as one JSON object.
enum HistoricElement {
    static func encode(_ node: SurveyedFeatures.Node) throws -> String {
        switch node {
        case .junction(let junction): try JSONText.encode(junction)
        case .reservoir(let reservoir): try JSONText.encode(reservoir)
        case .tank(let tank): try JSONText.encode(tank)
        }
    }

    static func encode(_ link: SurveyedFeatures.Element) throws -> String {
        switch link {
        case .pipe(let pipe): try JSONText.encode(pipe)
        case .pump(let pump): try JSONText.encode(pump)
        case .valve(let valve): try JSONText.encode(valve)
        }
    }

    static func encode(_ asset: Asset) throws -> String { try JSONText.encode(asset) }

    /// The node of a layer; `nil` for another layer or a text that holds none.
    static func node(_ layer: String, _ text: String) -> SurveyedFeatures.Node? {
        switch layer {
        case "junction": JSONText.decode(Junction.self, text).map { .junction($0) }
        case "reservoir": JSONText.decode(Reservoir.self, text).map { .reservoir($0) }
        case "tank": JSONText.decode(Tank.self, text).map { .tank($0) }
        default: nil
        }
    }

    /// The link of a layer; `nil` for another layer or a text that holds none.
    static func link(_ layer: String, _ text: String) -> SurveyedFeatures.Element? {
        switch layer {
        case "pipe": JSONText.decode(Pipe.self, text).map { .pipe($0) }
        case "pump": JSONText.decode(Pump.self, text).map { .pump($0) }
        case "valve": JSONText.decode(Valve.self, text).map { .valve($0) }
        default: nil
        }
    }

    /// The asset of a layer; `nil` for another layer or a text that holds none.
    static func asset(_ layer: String, _ text: String) -> Asset? {
        Asset.Kind(rawValue: layer) == nil ? nil : JSONText.decode(Asset.self, text)
    }
}
