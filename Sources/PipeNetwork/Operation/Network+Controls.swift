extension Network {
    /// Leaves out the controls that change one of these links, and what rules do to them.
    package mutating func forgetControls(of links: Set<String>) {
        guard !links.isEmpty else { return }
        controls.removeAll { links.contains($0.link) }
        for place in rules.indices {
            rules[place].actions.removeAll { links.contains($0.link) }
            rules[place].otherwise.removeAll { links.contains($0.link) }
        }
        rules.removeAll { $0.actions.isEmpty && $0.otherwise.isEmpty }
    }
}
