extension Network {
    /// Gives the node of a row what a survey says of it. What only other sources knew stays: a height where the survey
    /// has none, and what is drawn there besides.
    mutating func take(_ node: SurveyedFeatures.Node, at row: Int) {
        let height = nodes.elevation[row]
        let demands = nodes.demands[row]
        nodes.emitters[Int32(row)] = nil
        nodes.headPatterns[Int32(row)] = nil
        nodes.tankShapes[Int32(row)] = nil
        nodes.demands[row] = []
        if let place = node.position { nodes.place(row, at: place) }
        if !(nodes.attributes.isEmpty && node.attributes.isEmpty) { nodes.attributes[row] = node.attributes }
        switch node {
        case .junction(let junction):
            nodes.kinds[row] = .junction
            nodes.elevation[row] = junction.elevation ?? height
            nodes.emitters[Int32(row)] = junction.emitterCoefficient == 0 ? nil : junction.emitterCoefficient
            nodes.demands[row] = demands.starts(with: junction.demands) ? demands : junction.demands
        case .reservoir(let reservoir):
            nodes.kinds[row] = .reservoir
            nodes.elevation[row] = reservoir.head ?? height
            nodes.headPatterns[Int32(row)] = reservoir.headPattern
        case .tank(let tank):
            nodes.kinds[row] = .tank
            nodes.elevation[row] = tank.elevation ?? height
            nodes.tankShapes[Int32(row)] = NodeTable.TankShape(
                initialLevel: tank.initialLevel, minimumLevel: tank.minimumLevel,
                maximumLevel: tank.maximumLevel, diameter: tank.diameter, minimumVolume: tank.minimumVolume,
                volumeCurve: tank.volumeCurve, canOverflow: tank.canOverflow)
        }
    }
}
