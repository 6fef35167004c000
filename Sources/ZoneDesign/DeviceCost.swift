import LeakZones
import PipeNetwork

/// What it takes to meter or shut each link, relative to a new valve of DN100: the weight of a cut.
///
/// Valve and meter chambers grow faster than their diameter; 0.5 + 0.5·(d / 100 mm)^1.5 doubles from DN100 to DN200
/// and a half, and is a judgement, not a price list. A meter costs twice a valve. What is there already costs next to
/// nothing to use: a meter 0.05, a valve to be shut 0.1.
public struct DeviceCost: Sendable, Hashable {
    /// Whether each link has a meter.
    let hasMeter: [Bool]
    /// The isolation valve in each link, by link row.
    let valves: [Int: Int]
    private let diameters: [Double]

    /// Taken for a link whose diameter nobody knows, m.
    static let usualDiameter = 0.15

    init(_ network: Network, metered: [String] = []) {
        var hasMeter = [Bool](repeating: false, count: network.links.count)
        var valves: [Int: Int] = [:]
        let assets = network.assets
        for row in 0..<assets.count where assets.link[row] >= 0 {
            let link = Int(assets.link[row])
            switch assets.kinds[row] {
            case .meter: hasMeter[link] = true
            case .isolationValve: if valves[link] == nil { valves[link] = row }
            default: break
            }
        }
        if !metered.isEmpty {
            let lookup = ElementLookup(network)
            for id in metered { if let link = lookup.link(carrying: id) { hasMeter[link] = true } }
        }
        (self.hasMeter, self.valves, diameters) = (hasMeter, valves, network.links.diameter)
    }

    /// The cost of a new valve of diameter `diameter`, m, in new valves of DN100.
    public static func valve(diameter: Double) -> Double {
        let ratio = diameter / 0.1
        return 0.5 + 0.5 * ratio * ratio.squareRoot()
    }

    private func diameter(_ link: Int) -> Double {
        diameters[link] > 0 ? min(diameters[link], 50) : Self.usualDiameter
    }

    /// What shutting `link` costs.
    func shutting(_ link: Int) -> Double { valves[link] == nil ? Self.valve(diameter: diameter(link)) : 0.1 }

    /// What metering `link` costs.
    func metering(_ link: Int) -> Double { hasMeter[link] ? 0.05 : 2 * Self.valve(diameter: diameter(link)) }

    /// What a border over `link` costs before anybody knows whether it is metered or shut: the cheaper of both.
    func border(_ link: Int) -> Double { min(shutting(link), metering(link)) }
}
