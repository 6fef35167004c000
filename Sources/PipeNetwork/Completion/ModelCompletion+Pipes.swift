/// Diameters, lengths and roughness of pipes.
extension ModelCompletion {
    mutating func fillPipes(_ assumptions: ModelAssumptions) {
        var widest = [Double](repeating: 0, count: network.nodes.count)
        for link in 0..<network.links.count where network.links.diameter[link] > 0 {
            for node in [Int(network.links.start[link]), Int(network.links.end[link])] {
                widest[node] = max(widest[node], network.links.diameter[link])
            }
        }
        var coefficients = Coefficients()
        for link in 0..<network.links.count where network.links.kinds[link] == .pipe {
            if !(network.links.diameter[link] > 0) {
                let dn = network.links.attributes[link, "dn"].number ?? 0
                let around = max(
                    widest[Int(network.links.start[link])], widest[Int(network.links.end[link])])
                network.links.diameter[link] =
                    dn > 0 ? dn / 1000 : around > 0 ? around : assumptions.diameter
                if dn <= 0 {
                    assumedDiameters += 1
                    assumedDiameterRows.insert(link)
                }
            }
            if !(network.links.length[link] > 0) {
                network.links.length[link] = 1
                assumedLengths += 1
            }
            if !(network.links.roughness[link] > 0) {
                let year = network.links.attributes[link, "year"].number
                // As in the inventory: what is no year of a pipe says nothing of its age.
                let laid = year.flatMap { (1800...2200).contains($0) ? Int($0) : nil }
                let age = laid.flatMap { laid in assumptions.year.map { $0 - laid } }
                let material = network.links.attributes[link, "material"].text
                network.links.roughness[link] =
                    switch network.hydraulics.headLoss {
                    case .hazenWilliams: coefficients.value(material, age)
                    case .darcyWeisbach: ModelAssumptions.wallRoughness
                    case .chezyManning: ModelAssumptions.manning
                    }
                assumedRoughness += 1
            }
        }
    }
}

/// Roughness by material and age, each worked out once: a city has a million pipes of a dozen materials.
private struct Coefficients {
    private struct Key: Hashable {
        var material: String?
        var age: Int?
    }

    private var known: [Key: Double] = [:]

    mutating func value(_ material: String?, _ age: Int?) -> Double {
        let key = Key(material: material, age: age)
        if let value = known[key] { return value }
        let value = ModelAssumptions.hazenWilliams(material: material, age: age)
        known[key] = value
        return value
    }
}
