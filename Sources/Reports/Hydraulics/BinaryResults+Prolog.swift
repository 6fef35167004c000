import Foundation
import Hydraulics
import PipeNetwork

extension BinaryResults {
    /// Numbers of elements and options, title, names of files and of the quality that there is not.
    func appendHeader(to bytes: inout LittleEndianBytes) {
        let nodes = network.nodes
        let times = network.times
        let numbers: [Int32] = [
            Self.magic, Self.version, Int32(clamping: nodes.count),
            Int32(clamping: nodes.kinds.count { $0 != .junction }), Int32(clamping: network.links.count),
            Int32(clamping: pumps.count), Int32(clamping: valveKinds.count),
            0,  // no water quality
            0,  // no traced node
            units.flowCode, units.pressureCode,
            0,  // no statistic: every period as it is
            Self.seconds(times.reportStart), Self.seconds(times.reportStep), Self.seconds(times.duration),
        ]
        for number in numbers { bytes.append(number) }
        for line in 0..<3 { bytes.append(line < network.title.count ? network.title[line] : "", size: 80) }
        bytes.append(inputFile, size: 260)
        bytes.append("", size: 260)
        bytes.append("Chemical", size: 32)
        bytes.append("", size: 32)
    }

    /// Ids and properties of nodes and links, column by column.
    func appendElements(to bytes: inout LittleEndianBytes) {
        let (nodes, links) = (network.nodes, network.links)
        var numbers = [Int32](repeating: 0, count: nodes.count)
        for (place, row) in nodeOrder.enumerated() { numbers[row] = Int32(clamping: place + 1) }
        for row in nodeOrder { bytes.append(nodes.ids[row], size: 32) }
        for id in links.ids { bytes.append(id, size: 32) }
        for row in 0..<links.count { bytes.append(numbers[Int(links.start[row])]) }
        for row in 0..<links.count { bytes.append(numbers[Int(links.end[row])]) }
        for row in 0..<links.count { bytes.append(type(ofLink: row)) }
        let sources = nodeOrder.filter { nodes.kinds[$0] != .junction }
        for row in sources { bytes.append(numbers[row]) }
        for row in sources { bytes.append(area(ofSource: row) / (0.3048 * 0.3048)) }
        for row in nodeOrder { bytes.append(nodes.elevation[row] / units.length) }
        for row in 0..<links.count {
            bytes.append(links.kinds[row] == .pipe ? links.length[row] / units.length : 0)
        }
        for row in 0..<links.count {
            bytes.append(links.kinds[row] == .pump ? 0 : links.diameter[row] / units.diameter)
        }
    }

    /// A row for each pump: number of its link, share of the time that it runs (%), mean efficiency (%), energy for
    /// each volume, mean and highest power (kW), cost of a day. Then the charge for the highest power.
    func energy(_ account: EnergyAccount) -> [UInt8] {
        var bytes = LittleEndianBytes()
        // A steady state counts for an hour.
        let days = network.times.duration > 0 ? network.times.duration / 86400 : 1.0 / 24
        let rows = Dictionary(account.pumps.map { ($0.pump, $0) }, uniquingKeysWith: { first, _ in first })
        for row in pumps {
            bytes.append(Int32(clamping: row + 1))
            let pump = rows[network.links.ids[row]]
            bytes.append((pump?.utilization ?? 0) * 100)
            bytes.append((pump?.efficiency ?? 0) * 100)
            bytes.append((pump?.energyPerVolume ?? 0) * units.pumpedVolume)
            bytes.append(pump?.averagePower ?? 0)
            bytes.append(pump?.peakPower ?? 0)
            bytes.append((pump?.cost ?? 0) / days)
        }
        bytes.append(account.demandCharge)
        return bytes.bytes
    }

    /// EPANET's number for what a link is.
    private func type(ofLink row: Int) -> Int32 {
        switch network.links.kinds[row] {
        case .pipe: return network.links.hasCheckValve[row] ? 0 : 1
        case .pump: return 2
        case .valve:
            switch valveKinds[row] {
            case .prv, nil: return 3
            case .psv: return 4
            case .pbv: return 5
            case .fcv: return 6
            case .tcv: return 7
            case .gpv: return 8
            case .pcv: return 9
            }
        }
    }

    /// Surface of a tank, m²; 0 for a reservoir. A tank with a volume curve has the mean slope of the whole curve, as
    /// with EPANET.
    private func area(ofSource row: Int) -> Double {
        guard let tank = network.tank(at: row) else { return 0 }
        guard let points = tank.volumeCurve.flatMap({ network.curves[$0] })?.points,
            let first = points.first, let last = points.last, last.x > first.x
        else { return tank.surfaceArea ?? 0 }
        return (last.y - first.y) / (last.x - first.x)
    }

    private static func seconds(_ value: Double) -> Int32 {
        value.isFinite ? Int32(clamping: Int(max(-4e9, min(4e9, value)).rounded())) : 0
    }
}
