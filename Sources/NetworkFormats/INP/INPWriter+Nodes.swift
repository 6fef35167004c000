import InputOutput
import PipeNetwork

extension INPWriter {
    mutating func writeNodes() throws(INPWritingError) {
        var isFirst = true
        for junction in network.junctions {
            open(.junctions, if: &isFirst)
            try write(junction)
        }
        isFirst = true
        for reservoir in network.reservoirs {
            open(.reservoirs, if: &isFirst)
            guard let head = reservoir.head else {
                throw .missingValue(element: .reservoir(reservoir.id), value: Wording("head", "水头"))
            }
            try add(reservoir.id)
            add(head, units.length)
            if let pattern = reservoir.headPattern {
                try add(pattern: pattern, .reservoir(reservoir.id))
            }
            endRow(reservoir.attributes["comment"]?.text)
        }
        isFirst = true
        for tank in network.tanks {
            open(.tanks, if: &isFirst)
            try write(tank)
        }
    }

    private mutating func write(_ junction: Junction) throws(INPWritingError) {
        try add(junction.id)
        if let elevation = junction.elevation {
            add(elevation, units.length)
            if let demand = junction.demands.first, !junction.needsDemandRows {
                add(demand.base, units.flow)
                if let pattern = demand.pattern { try add(pattern: pattern, .junction(junction.id)) }
            }
        }
        endRow(junction.attributes["comment"]?.text)
    }

    private mutating func write(_ tank: Tank) throws(INPWritingError) {
        guard let elevation = tank.elevation else {
            throw .missingValue(element: .tank(tank.id), value: Wording("elevation", "高程"))
        }
        try add(tank.id)
        add(elevation, units.length)
        add(tank.initialLevel, units.length)
        add(tank.minimumLevel, units.length)
        add(tank.maximumLevel, units.length)
        add(tank.diameter, units.length)
        add(tank.minimumVolume, units.volume)
        if let curve = tank.volumeCurve {
            try add(curve: curve, .tank(tank.id))
        } else if tank.canOverflow {
            try add("*")
        }
        if tank.canOverflow { try add("YES") }
        endRow(tank.attributes["comment"]?.text)
    }

    mutating func writeDemands() throws(INPWritingError) {
        var isFirst = true
        for junction in network.junctions where junction.needsDemandRows {
            open(.demands, if: &isFirst)
            for demand in junction.demands {
                try add(junction.id)
                add(demand.base, units.flow)
                if let pattern = demand.pattern { try add(pattern: pattern, .junction(junction.id)) }
                endRow(demand.category)
            }
        }
    }

    mutating func writeEmitters() throws(INPWritingError) {
        var isFirst = true
        for junction in network.junctions where junction.emitterCoefficient != 0 {
            open(.emitters, if: &isFirst)
            try add(junction.id)
            add(junction.emitterCoefficient, units.emitter)
            endRow()
        }
    }

    mutating func writePlaces() throws(INPWritingError) {
        var isFirst = true
        let nodes = network.nodes
        for row in 0..<nodes.count {
            guard let place = nodes.position(row) else { continue }
            open(.coordinates, if: &isFirst)
            try add(nodes.ids[row])
            add(place.x)
            add(place.y)
            endRow()
        }
        isFirst = true
        let links = network.links
        for row in 0..<links.count {
            for vertex in links.vertices(row) {
                open(.vertices, if: &isFirst)
                try add(links.ids[row])
                add(vertex.x)
                add(vertex.y)
                endRow()
            }
        }
    }

    mutating func writeTags() throws(INPWritingError) {
        var isFirst = true
        for (row, value) in network.nodes.attributes.column("tag", count: 0).enumerated() {
            guard let tag = value.text else { continue }
            open(.tags, if: &isFirst)
            try self.row("NODE", network.nodes.ids[row], tag)
            endRow()
        }
        for (row, value) in network.links.attributes.column("tag", count: 0).enumerated() {
            guard let tag = value.text else { continue }
            open(.tags, if: &isFirst)
            try self.row("LINK", network.links.ids[row], tag)
            endRow()
        }
    }
}

extension Junction {
    /// Whether the demands need rows of their own, because the junction's row cannot hold them.
    fileprivate var needsDemandRows: Bool {
        demands.count > 1 || (!demands.isEmpty && (elevation == nil || demands[0].category != nil))
    }
}
