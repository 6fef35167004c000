import InputOutput
import GRDB
import Geospatial
import PipeNetwork
import Telemetry

/// What an element was for a time.
public struct ElementState: Hashable, Sendable {
    /// What ended it.
    public enum End: String, Hashable, Sendable {
        /// Nothing: it holds now.
        case present
        /// It became what follows.
        case changed
        /// It was removed.
        case removed
    }

    /// The table it stands or stood in.
    public var layer: String
    /// Its id.
    public var id: String
    /// Since when it was so.
    public var validFrom: Timestamp
    /// From when it was no more so; `nil` for now.
    public var validTo: Timestamp?
    /// What ended it.
    public var end: End
    /// Its values by name.
    public var fields: [ElementValue]
    /// What it hung on.
    public var ends: [String]
    /// How far it was from where it is drawn in the state before, m; `nil` for the first, and when it got
    /// its place or lost it. Of a link only the bends are known.
    public var movement: Double?
}

extension City {
    /// What elements of an id were from their first import on, in order of time, table by table.
    ///
    /// - Throws: ``CityError/unknownElement(_:)`` when nothing is or was called so, ``CityError/noVersion(asked:)``.
    public func history(ofElement id: String) throws -> [ElementState] {
        try read { db in
            let first = try Version.first(db)
            var states: [(state: ElementState, shape: [Coordinate])] = []
            if try Version.isKept(db) { states = try Self.pastStates(id, db) }
            for layer in SpatialLayer.network {
                let since = try Version.isKept(db) ? "valid_from" : "NULL"
                let row = try Statement(
                    db, of: RowName(layer.name),
                    "SELECT fid, \(since) AS valid_from FROM \(layer.name) WHERE id = ?")
                row.bind(1, id)
                guard try row.next(),
                    let element = try Self.element(layer.name, id, NetworkReader(db).network())
                else { continue }
                let start = try row.integerOrNil(1).map { Timestamp($0) } ?? first ?? Timestamp(0)
                states.append((Self.state(element, from: start, to: nil, .present), element.shape))
            }
            if states.isEmpty { throw CityError.unknownElement(id) }
            let order = SpatialLayer.network.map(\.name)
            states.sort { a, b in
                let place = (
                    order.firstIndex(of: a.state.layer) ?? 0, order.firstIndex(of: b.state.layer) ?? 0
                )
                if place.0 != place.1 { return place.0 < place.1 }
                return (a.state.validFrom, a.state.validTo ?? Timestamp(.max))
                    < (b.state.validFrom, b.state.validTo ?? Timestamp(.max))
            }
            for place in states.indices.dropFirst()
            where states[place - 1].state.layer == states[place].state.layer {
                states[place].state.movement = Movement.between(
                    states[place - 1].shape, states[place].shape)
            }
            return states.map(\.state)
        }
    }

    private static func pastStates(
        _ id: String, _ db: Database
    ) throws -> [(state: ElementState, shape: [Coordinate])] {
        let row = try Statement(
            db, of: "element_history",
            """
            SELECT fid, layer, element, valid_from, valid_to, change FROM element_history
            WHERE id = ? ORDER BY fid
            """)
        row.bind(1, id)
        var states: [(state: ElementState, shape: [Coordinate])] = []
        while try row.next() {
            let (start, end) = try (row.integer(3), row.integer(4))
            guard start < end else { continue }
            let (layer, text) = (row.text(1) ?? "", row.text(2) ?? "")
            let element: (any NetworkElement)? =
                HistoricElement.node(layer, text) ?? HistoricElement.link(layer, text)
                ?? HistoricElement.asset(layer, text)
            guard let element, let change = row.text(5).flatMap(ElementState.End.init) else {
                throw CityError.damagedHistory(
                    table: "element_history", fid: try row.integer(0),
                    reason: Wording("it holds no \(layer)", "其中没有 \(layer)"))
            }
            states.append((state(element, from: Timestamp(start), to: Timestamp(end), change), element.shape))
        }
        return states
    }

    private static func state(
        _ element: any NetworkElement, from: Timestamp, to: Timestamp?, _ end: ElementState.End
    ) -> ElementState {
        ElementState(
            layer: element.layer, id: element.id, validFrom: from, validTo: to, end: end,
            fields: element.fields, ends: element.ends)
    }

    private static func element(_ layer: String, _ id: String, _ network: Network) -> (any NetworkElement)? {
        if NetworkValidityColumns.nodeTables.contains(layer) {
            return network.nodes.index(of: id).map { network.node(at: $0) }
        }
        if NetworkValidityColumns.linkTables.contains(layer) {
            return network.links.index(of: id).map { network.link(at: $0) }
        }
        return Asset.Kind(rawValue: layer).flatMap { network.assets.index(of: id, kind: $0) }
            .map { network.asset(at: $0) }
    }
}
