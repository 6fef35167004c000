import PipeNetwork

extension ZoneScheme {
    /// The same zones under one more, called `id` and first in ``zones``, that holds them all: the whole city as
    /// one zone, whose balance has nothing of the meters between its parts.
    public func underOne(id: String, name: String) throws(ZoneError) -> ZoneScheme {
        let children = zones.map { zone in
            Zone(id: zone.id, name: zone.name, parent: zone.parent ?? id, outline: zone.outline)
        }
        return try ZoneScheme(
            zones: [Zone(id: id, name: name)] + children,
            zoneOfNode: zoneOfNode.map { $0 < 0 ? $0 : $0 + 1 }, meteredLinks: meteredLinks)
    }
}
