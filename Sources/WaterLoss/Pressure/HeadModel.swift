/// The heads that a hydraulic model has at every node in each hour of the day: the shape between pressure points.
///
/// Between two points a straight line along the pipes knows nothing of where water is drawn; a model does, but its level is
/// never quite right. So the model is raised at every instant by what the points differ from it, interpolated along the
/// pipes: where a point stands the measured head holds, and between points the model's fall.
public struct HeadModel: Sendable, Hashable {
    /// Head at every node of the network, m above datum, for each of the 24 hours of the local day; NaN where not known.
    public let hours: [[Double]]

    /// Heads of a model; `nil` unless there are 24 hours of equally many nodes.
    public init?(hours: [[Double]]) {
        guard hours.count == 24, let count = hours.first?.count, hours.allSatisfy({ $0.count == count })
        else { return nil }
        self.hours = hours
    }

    /// How many nodes it knows.
    public var nodeCount: Int { hours[0].count }
}
