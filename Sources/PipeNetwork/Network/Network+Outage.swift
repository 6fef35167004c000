extension Network {
    /// Lets nodes draw nothing.
    public mutating func stopDemands(at rows: [Int32]) {
        for row in rows {
            nodes.demands[Int(row)] = []
            nodes.emitters[row] = nil
        }
    }

    /// Leaves out the controls that change one of these links, and what rules do to them.
    public mutating func forgetControls(of links: Set<String>) {
        guard !links.isEmpty else { return }
        controls.removeAll { links.contains($0.link) }
        for place in rules.indices {
            rules[place].actions.removeAll { links.contains($0.link) }
            rules[place].otherwise.removeAll { links.contains($0.link) }
        }
        rules.removeAll { $0.actions.isEmpty && $0.otherwise.isEmpty }
    }
}
