import Geospatial

extension Network {
    /// Adds a point asset and returns its row in ``assets``.
    @discardableResult
    public mutating func add(_ asset: Asset) throws(NetworkError) -> Int {
        var node: Int32 = -1
        var link: Int32 = -1
        if case .node(let id)? = asset.attachment {
            node = try self.row(ofNode: id, namedBy: asset.id)
        } else if case .link(let id, let end)? = asset.attachment {
            guard let row = links.index(of: id) else { throw .unknownLink(id, namedBy: asset.id) }
            link = Int32(row)
            node = try self.row(ofNode: end, namedBy: asset.id)
        }
        let row = try assets.append(kind: asset.kind, id: asset.id, position: asset.position)
        assets.node[row] = node
        assets.link[row] = link
        assets.isClosed[row] = asset.isClosed
        if !asset.attributes.isEmpty { assets.attributes[row] = asset.attributes }
        return row
    }

    private func row(ofNode id: String, namedBy element: String) throws(NetworkError) -> Int32 {
        guard let row = nodes.index(of: id) else { throw .unknownNode(id, namedBy: element) }
        return Int32(row)
    }

    /// The asset of `row`.
    public func asset(at row: Int) -> Asset {
        let node = Int(assets.node[row])
        let link = Int(assets.link[row])
        let attachment: Asset.Attachment? =
            node < 0 ? nil : link < 0 ? .node(nodes.ids[node]) : .link(links.ids[link], node: nodes.ids[node])
        return Asset(
            kind: assets.kinds[row], id: assets.ids[row], position: assets.position(row),
            attachment: attachment, isClosed: assets.isClosed[row], attributes: assets.attributes[row])
    }
}
