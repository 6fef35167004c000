/// The volumes of all meters of a network over one period, from which the net volume of any zone follows by signs.
///
/// net(z) = Σ s(z, m)·v(m), and Var(net) = Σ s(z, m)²·Var(v(m)): a meter between two parts of a zone has the sum of
/// their signs, 0, and adds neither water nor doubt. Adding the parts' limits in quadrature instead would count it
/// twice.
public struct MeterVector: Sendable, Hashable {
    /// Volume of each meter, m³, forward less reverse.
    public private(set) var volumes: [String: Uncertain] = [:]

    /// No meters.
    public init() {}

    /// Adds a meter, or replaces what was known of it.
    ///
    /// - Parameters:
    ///   - id: the meter.
    ///   - volume: m³, forward less reverse.
    ///   - percent: random 95 % half-width of the meter, percent of its volume.
    ///   - systematicPercent: 95 % half-width of the error that meters of its kind share, percent.
    ///   - kind: which meters share it.
    public mutating func add(
        _ id: String, volume: Double, percent: Double, systematicPercent: Double = 0, kind: String? = nil
    ) {
        volumes[id] = Uncertain(
            volume, source: id, percent: percent, systematicPercent: systematicPercent, kind: kind)
    }

    /// Net volume of a zone, m³: Σ s·v. `nil` when a meter it needs is missing, for missing is not zero.
    ///
    /// - Parameter signs: +1 for a meter that counts water into the zone, −1 for one that counts it out.
    public func net(_ signs: [String: Int]) -> Uncertain? {
        var sum: Uncertain = 0
        for (meter, sign) in signs.sorted(by: { $0.key < $1.key }) where sign != 0 {
            guard let volume = volumes[meter] else { return nil }
            sum = sum + Uncertain(Double(sign)) * volume
        }
        return sum
    }

    /// The signs of a zone that holds these: the sums of their signs, so that meters between them vanish.
    public static func signs(holding zones: [[String: Int]]) -> [String: Int] {
        zones.reduce(into: [:]) { sum, zone in sum.merge(zone, uniquingKeysWith: +) }
            .filter { $0.value != 0 }
    }
}
