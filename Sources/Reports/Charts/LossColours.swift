import Foundation

/// The colours of loss on the map: five classes whose hue and lightness both tell them apart, so that they hold for
/// the colour-blind and in grey; and three for what is no class.
struct LossColours {
    /// Colours from little to much loss.
    static let ramp = ["#69aed6", "#e0a526", "#e06a1b", "#b91f2e", "#5c0f35"]
    /// A zone that claims no loss.
    static let unclaimed = "#8d949c"
    /// A negative loss.
    static let negative = "#7b5ea7"
    /// Pipes outside every zone.
    static let outside = "#4b5563"

    /// Upper limits of the classes but the last, m³/(km·d).
    let limits: [Double]

    /// Classes of equal, round width up to the largest of these rates.
    init(rates: [Double]) {
        let most = rates.filter(\.isFinite).max() ?? 0
        let step = Scale.roundStep(max(most, 0) / 5, among: [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8])
        let count = max(1, min(4, Int((max(most, 0) / step).rounded(.up)) - 1))
        limits = (1...count).map { Double($0) * step }
    }

    /// The colour of a rate; `nil` is a loss not claimed.
    func colour(of rate: Double?) -> String {
        guard let rate else { return LossColours.unclaimed }
        if rate < 0 { return LossColours.negative }
        return LossColours.ramp[limits.count { rate >= $0 }]
    }

    /// Each class as its colour and its limits in words.
    var classes: [(colour: String, label: String)] {
        let decimals =
            (0...6).first { decimals in
                limits.allSatisfy {
                    let scaled = $0 * pow(10, Double(decimals))
                    return abs(scaled - scaled.rounded()) < 1e-6
                }
            } ?? 6
        let text = limits.map { Figure.grouped($0, decimals: decimals) }
        return (0...limits.count).map { place in
            let colour = LossColours.ramp[place]
            if place == 0 { return (colour, "0 – \(text[0])") }
            if place == limits.count { return (colour, "≥ \(text[place - 1])") }
            return (colour, "\(text[place - 1]) – \(text[place])")
        }
    }
}
