import CMETIS
import Synchronization

/// A graph to be cut: compressed adjacency with whole weights, as METIS takes it. Every edge appears at both its ends.
struct PartitionGraph {
    var offsets: [Int32] = [0]
    var neighbors: [Int32] = []
    var edgeWeights: [Int32] = []
    var nodeWeights: [Int32] = []

    var nodeCount: Int { offsets.count - 1 }

    /// METIS draws its random numbers from one state for the whole process: two threads in it at once would disturb each
    /// other, and the same seed would no longer give the same parts.
    private static let metis = Mutex<Void>(())

    /// Cuts the graph into `parts` by multilevel k-way partitioning (Karypis and Kumar 1998), METIS 5.
    ///
    /// - Parameters:
    ///   - parts: number of parts.
    ///   - seed: the same seed gives the same parts.
    ///   - imbalance: by what share the heaviest part may be heavier than the mean.
    ///   - isContiguous: whether every part must hang together; only for a graph that does.
    /// - Throws: ``ZoneDesignError/partitioning(parts:nodes:)`` when METIS fails.
    func parts(
        _ parts: Int, seed: Int32, imbalance: Double, isContiguous: Bool
    ) throws(ZoneDesignError) -> [Int32] {
        guard parts > 1, nodeCount > 1 else { return [Int32](repeating: 0, count: nodeCount) }
        // METIS complains on the terminal of parts that come out empty; there is nothing to choose here anyway.
        guard parts < nodeCount else { return (0..<Int32(nodeCount)).map { $0 } }
        let part = Self.metis.withLock { _ in
            cut(into: parts, seed: seed, imbalance: imbalance, isContiguous: isContiguous)
        }
        guard let part else { throw .partitioning(parts: parts, nodes: nodeCount) }
        return part
    }

    /// METIS itself; `nil` when it fails.
    private func cut(into parts: Int, seed: Int32, imbalance: Double, isContiguous: Bool) -> [Int32]? {
        var options = [idx_t](repeating: 0, count: Int(METIS_NOPTIONS))
        METIS_SetDefaultOptions(&options)
        options[Int(METIS_OPTION_SEED.rawValue)] = seed
        options[Int(METIS_OPTION_CONTIG.rawValue)] = isContiguous ? 1 : 0
        options[Int(METIS_OPTION_UFACTOR.rawValue)] = idx_t(max(1, imbalance * 1000))
        var (nodes, constraints, count) = (idx_t(nodeCount), idx_t(1), idx_t(parts))
        var (offsets, neighbors) = (offsets, neighbors)
        var (nodeWeights, edgeWeights) = (nodeWeights, edgeWeights)
        var cut: idx_t = 0
        var part = [idx_t](repeating: 0, count: nodeCount)
        let status = METIS_PartGraphKway(
            &nodes, &constraints, &offsets, &neighbors, &nodeWeights, nil, &edgeWeights, &count, nil, nil,
            &options, &cut, &part)
        return status == METIS_OK.rawValue ? part : nil
    }
}
