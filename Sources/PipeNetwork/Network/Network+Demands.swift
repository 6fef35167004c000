extension Network {
    /// Lets nodes draw nothing.
    public mutating func stopDemands(at rows: [Int32]) {
        for row in rows {
            nodes.demands[Int(row)] = []
            nodes.emitters[row] = nil
        }
    }
}
