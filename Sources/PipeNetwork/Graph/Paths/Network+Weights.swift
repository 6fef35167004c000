import Foundation

/// What a way through a network is measured by.
public enum TraceWeight: String, Hashable, Sendable, CaseIterable {
    /// Length, m.
    case length
    /// Hydraulic resistance: head loss, m, at 1 m³/s.
    case resistance
    /// Number of links.
    case links
}

extension Network {
    /// The weight of every link, by row; NaN where a number that it needs is unknown. Pumps and valves weigh 0, and 1 when
    /// links are counted.
    public func weights(_ weight: TraceWeight) -> [Double] {
        switch weight {
        case .length: links.length
        case .resistance: (0..<links.count).map(resistance)
        case .links: [Double](repeating: 1, count: links.count)
        }
    }

    /// Head loss of a pipe at 1 m³/s, m, by the network's formula, minor losses left out:
    ///
    /// - Hazen-Williams: 10.667·L/(C^1.852·d^4.871),
    /// - Darcy-Weisbach for a fully rough wall: 8·f·L/(π²·g·d⁵), 1/√f = −2·log₁₀(ε/(3.7·d)),
    /// - Chezy-Manning: 10.29·n²·L/d^5.333.
    ///
    /// 0 for pumps and valves, NaN where length, diameter or roughness is unknown.
    public func resistance(ofLink row: Int) -> Double {
        guard links.kinds[row] == .pipe else { return 0 }
        let (length, d, roughness) = (links.length[row], links.diameter[row], links.roughness[row])
        guard length >= 0, d > 0, roughness > 0 else { return .nan }
        switch hydraulics.headLoss {
        case .hazenWilliams: return 10.667 * length / (pow(roughness, 1.852) * pow(d, 4.871))
        case .darcyWeisbach:
            let root = -2 * log10(min(roughness / (3.7 * d), 0.1))
            return 8 * length / (root * root * .pi * .pi * 9.81 * pow(d, 5))
        case .chezyManning: return 10.29 * roughness * roughness * length / pow(d, 16.0 / 3)
        }
    }
}
