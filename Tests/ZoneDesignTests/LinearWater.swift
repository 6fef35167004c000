import ZoneDesign
import PipeNetwork

/// Water that loses head in proportion to its flow: hydraulics that a test solves exactly, by elimination.
struct LinearWater: ZoneHydraulics {
    let network: Network

    func peak(shutting links: [Int]) throws -> DesignState {
        let (nodes, table) = (network.nodes, network.links)
        let count = nodes.count
        var matrix = Array(repeating: [Double](repeating: 0, count: count + 1), count: count)
        var conductances = [Double](repeating: 0, count: table.count)
        for link in 0..<table.count where table.status[link] != .closed && !links.contains(link) {
            let diameter = table.diameter[link]
            // A pump is a short pipe here.
            conductances[link] = table.kinds[link] == .pipe ? diameter / table.length[link] : 1
            let (a, b) = (Int(table.start[link]), Int(table.end[link]))
            matrix[a][a] += conductances[link]
            matrix[b][b] += conductances[link]
            matrix[a][b] -= conductances[link]
            matrix[b][a] -= conductances[link]
        }
        for node in 0..<count {
            if nodes.kinds[node] == .reservoir {
                matrix[node] = [Double](repeating: 0, count: count + 1)
                matrix[node][node] = 1
                matrix[node][count] = nodes.elevation[node]
            } else {
                matrix[node][node] += 1e-12
                matrix[node][count] = -nodes.demands[node].reduce(0) { $0 + $1.base }
            }
        }
        let heads = Self.solved(matrix)
        var demands = nodes.demands.map { $0.reduce(0) { $0 + $1.base } }
        let flows = (0..<table.count).map { link in
            conductances[link] * (heads[Int(table.start[link])] - heads[Int(table.end[link])])
        }
        for link in 0..<table.count {
            for (node, sign) in [(Int(table.start[link]), -1.0), (Int(table.end[link]), 1)]
            where nodes.kinds[node] == .reservoir {
                demands[node] += sign * flows[link]
            }
        }
        let pressures = heads.indices.map { heads[$0] - nodes.elevation[$0] }
        return DesignState(heads: heads, pressures: pressures, demands: demands, flows: flows)
    }

    func lowestPressures(shutting links: [Int]) throws -> [Double] { try peak(shutting: links).pressures }

    private static func solved(_ matrix: [[Double]]) -> [Double] {
        var matrix = matrix
        let count = matrix.count
        for column in 0..<count {
            let pivot = (column..<count).max { abs(matrix[$0][column]) < abs(matrix[$1][column]) } ?? column
            matrix.swapAt(column, pivot)
            for row in 0..<count where row != column && matrix[row][column] != 0 {
                let factor = matrix[row][column] / matrix[column][column]
                for place in column...count { matrix[row][place] -= factor * matrix[column][place] }
            }
        }
        return (0..<count).map { matrix[$0][count] / matrix[$0][$0] }
    }
}
