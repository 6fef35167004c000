import Geospatial

/// Where pipes are split: at loose nodes that lie on them and where devices and regulators sit in them.
extension TopologyBuilder {
    mutating func splitAtLooseNodes(_ index: SegmentIndex) {
        for node in 0..<network.nodes.count where isLoose[node] {
            guard let place = network.nodes.position(node) else { continue }
            var nearest: [Int: SegmentIndex.Hit] = [:]
            let box = BoundingBox(minX: place.x, minY: place.y, maxX: place.x, maxY: place.y)
            index.forEach(in: box.expanded(by: tolerance.snap)) { line, segment in
                guard lines[line].start != node, lines[line].end != node, isPipe(line) else { return }
                let hit = paths[line].nearest(to: place, onSegment: segment)
                guard hit.gap <= tolerance.snap, isInside(hit.along, of: line) else { return }
                if let found = nearest[line], (found.gap, found.along) <= (hit.gap, hit.along) { return }
                nearest[line] = .init(line: line, along: hit.along, gap: hit.gap, at: hit.at)
            }
            for line in nearest.keys.sorted() {
                guard let hit = nearest[line] else { continue }
                splits[line].append(Split(along: hit.along, node: node))
                report.splitsAtEnds += 1
            }
        }
    }

    /// Only pipes are split: two halves of a pump would lift twice as high.
    private func isPipe(_ line: Int) -> Bool {
        switch lines[line].source {
        case .existing(let row): return network.links.kinds[row] == .pipe
        case .survey(let number):
            if case .pipe = survey.lines[number].element { return true }
            return false
        }
    }

    /// Whether a place along a line is far enough from both ends to be a place of its own.
    private func isInside(_ along: Double, of line: Int) -> Bool {
        along > 0 && along < paths[line].length
    }

    struct PlacedAsset {
        var asset: Int
        var node: Int
    }

    /// Finds the node of every device that sits in or on a pipe, splitting the pipe where there is none.
    mutating func placeDevices(_ index: SegmentIndex) throws(NetworkError) -> [PlacedAsset] {
        var placed: [PlacedAsset] = []
        for (asset, device) in survey.assets.enumerated() where device.kind.sitsOnPipe {
            if case .node(let id)? = device.attachment,
                let node = aliases[id] ?? network.nodes.index(of: id)
            {
                placed.append(PlacedAsset(asset: asset, node: node))
            } else if let place = device.position, place.isFinite,
                let node = try node(ofDeviceAt: place, source: survey.sourceOfAsset[asset], index)
            {
                placed.append(PlacedAsset(asset: asset, node: node))
                // A levelled device tells the elevation of a node that nobody levelled.
                if network.nodes.elevation[node].isNaN, let height = device.attributes["elevation"]?.number {
                    network.nodes.elevation[node] = height
                }
            }
        }
        return placed
    }

    private mutating func node(
        ofDeviceAt place: Coordinate, source: Int32, _ index: SegmentIndex
    ) throws(NetworkError) -> Int? {
        if let near = grid.nearest(x: place.x, y: place.y, within: tolerance.snap) { return near.node }
        guard let hit = index.nearest(to: place, within: tolerance.device, on: paths) else { return nil }
        // The end of the line may be nearer than the tolerance of the device's own drawing.
        if let near = grid.nearest(x: hit.at.x, y: hit.at.y, within: tolerance.snap) { return near.node }
        guard isPipe(hit.line) else {
            return hit.along <= paths[hit.line].length / 2 ? lines[hit.line].start : lines[hit.line].end
        }
        let node = try makeNode(at: Coordinate(x: hit.at.x, y: hit.at.y, z: place.z), source: source)
        splits[hit.line].append(Split(along: hit.along, node: node))
        report.splitsAtDevices += 1
        return node
    }

    struct PlacedRegulator {
        var node: Int
        var element: SurveyedFeatures.Element
        var source: Int32
    }

    mutating func placeRegulators(
        _ loose: [Int], _ index: SegmentIndex
    ) throws(NetworkError) -> [PlacedRegulator] {
        var regulators: [PlacedRegulator] = []
        for number in loose {
            let regulator = survey.regulators[number]
            let source = survey.sourceOfRegulator[number]
            if let node = try node(ofDeviceAt: regulator.position, source: source, index) {
                regulators.append(PlacedRegulator(node: node, element: regulator.element, source: source))
            } else {
                report.unattachedAssets += 1
            }
        }
        return regulators
    }
}
