import Geospatial

/// Rows put in without an element value for each, for readers of a million rows: the same checks, none of the dictionaries.
extension Network {
    /// Adds a junction without demands and attributes; a missing number is NaN.
    package mutating func addJunction(
        id: String, x: Double, y: Double, elevation: Double, emitterCoefficient: Double
    ) throws(NetworkError) {
        let row = try nodes.append(id: id, kind: .junction)
        nodes.x[row] = x
        nodes.y[row] = y
        nodes.elevation[row] = elevation
        if emitterCoefficient != 0 { nodes.emitters[Int32(row)] = emitterCoefficient }
    }

    /// Gives the node of `row` what is drawn there.
    package mutating func setDemands(_ demands: [Demand], ofNode row: Int) { nodes.demands[row] = demands }

    /// Adds a pipe without attributes; a missing number is NaN.
    package mutating func addPipe(
        id: String, start: String, end: String, length: Double, diameter: Double, roughness: Double,
        minorLoss: Double, status: LinkStatus, hasCheckValve: Bool, leakage: PipeLeakage?,
        vertices: [Coordinate]
    ) throws(NetworkError) {
        guard let from = nodes.index(of: start) else { throw .unknownNode(start, namedBy: id) }
        guard let to = nodes.index(of: end) else { throw .unknownNode(end, namedBy: id) }
        let row = try links.append(id: id, kind: .pipe, start: from, end: to)
        links.length[row] = length
        links.diameter[row] = diameter
        links.roughness[row] = roughness
        links.minorLoss[row] = minorLoss
        links.status[row] = status
        links.hasCheckValve[row] = hasCheckValve
        if let leakage { links.leakages[Int32(row)] = leakage }
        if !vertices.isEmpty { links.paths[row] = vertices }
    }

    /// Makes `columns` the attributes of the links, whatever they had.
    package mutating func setLinkAttributes(_ columns: [String: [AttributeValue]]) {
        links.attributes = AttributeTable(columns: columns)
    }
}

/// The assets of a network while they are read, before anybody knows the rows of nodes and links.
package struct AssetAssembly: Sendable {
    private var table = AssetTable()
    private var nodes: [String] = []
    private var links: [String] = []

    /// None.
    package init(capacity: Int) {
        nodes.reserveCapacity(capacity)
        links.reserveCapacity(capacity)
        table.reserveCapacity(capacity)
    }

    /// Adds an asset; `node` and `link` are empty where it is tied to none.
    package mutating func add(
        kind: Asset.Kind, id: String, position: Coordinate?, node: String, link: String, isClosed: Bool
    ) throws(NetworkError) {
        let row = try table.append(kind: kind, id: id, position: position)
        table.isClosed[row] = isClosed
        nodes.append(node)
        links.append(link)
    }

    /// Puts the assets into `network`, whose nodes and links are there.
    ///
    /// - Returns: the row of an asset that names what is not there, with what is wrong; `nil` when all is well.
    package consuming func put(
        into network: inout Network, attributes: [String: [AttributeValue]]
    ) -> (row: Int, error: NetworkError)? {
        for row in 0..<table.count where !nodes[row].isEmpty {
            guard let node = network.nodes.index(of: nodes[row]) else {
                return (row, .unknownNode(nodes[row], namedBy: table.ids[row]))
            }
            table.node[row] = Int32(node)
            guard !links[row].isEmpty else { continue }
            guard let link = network.links.index(of: links[row]) else {
                return (row, .unknownLink(links[row], namedBy: table.ids[row]))
            }
            table.link[row] = Int32(link)
        }
        table.attributes = AttributeTable(columns: attributes)
        network.assets = table
        return nil
    }
}
