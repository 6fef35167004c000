import Foundation
import InputOutput
import PipeNetwork

/// The units of an EPANET input file and how they become SI.
///
/// Lengths, volumes and flows use the exact definitions (1 ft = 0.3048 m, 1 US gallon = 3.785411784 L, 1
/// imperial gallon = 4.54609 L, 1 acre-foot = 43560 ft³); EPANET's own rounded flow factors differ from them
/// by less than 3 in 100 000. Pressures and power use EPANET's factors (``INPPressureUnit``, 745.7 W a horsepower), so
/// that a valve set to so many psi holds the same head here as there.
struct INPUnits: Sendable {
    /// A unit: SI = value × factor ÷ divisor. Two numbers, because a division by 1000 or 3600 rounds
    /// better than a product with its inverse.
    struct Unit: Sendable {
        var label: Wording
        var factor = 1.0
        var divisor = 1.0

        init(label: Wording, factor: Double = 1, divisor: Double = 1) {
            (self.label, self.factor, self.divisor) = (label, factor, divisor)
        }

        /// A unit that every language writes alike.
        init(label: String, factor: Double = 1, divisor: Double = 1) {
            self.init(label: Wording(verbatim: label), factor: factor, divisor: divisor)
        }

        /// A number that has no unit, where others of its kind have one.
        static let number = Unit(label: Wording("no unit", "无单位"))
    }

    /// Flow; SI m³/s.
    let flow: Unit
    /// Length, level, elevation, head; SI m.
    let length: Unit
    /// Diameter of pipes and valves; SI m.
    let diameter: Unit
    /// Pressure; SI m of head of the fluid.
    let pressure: Unit
    /// Volume; SI m³.
    let volume: Unit
    /// Power; SI W.
    let power: Unit
    /// Darcy-Weisbach roughness (SI m), or a number without unit.
    let roughness: Unit
    /// Emitter coefficient, flow at 1 psi in US files and at 1 m in others; SI m³/s at 1 m of head.
    let emitter: Unit
    /// Area of leaks; SI m² per m of pipe.
    let leakArea: Unit
    /// Growth of that area; SI m² per m of pipe and m of head.
    let leakExpansion: Unit
    /// Whether the file counts in feet.
    let isUS: Bool

    /// The units that `options` imply.
    init(_ options: HydraulicOptions) { self.init(options.flowUnit, options) }

    /// The units of a file that counts flow in `unit`.
    init(_ unit: ModelFlowUnit, _ options: HydraulicOptions) {
        isUS = unit.isUS
        let cubicFoot = ModelFlowUnit.cubicFoot
        flow =
            switch unit {
            case .cfs: Unit(label: "cfs", factor: cubicFoot)
            case .gpm: Unit(label: "gpm", factor: 0.003785411784, divisor: 60)
            case .mgd: Unit(label: "Mgal/d", factor: 3785.411784, divisor: 86400)
            case .imgd: Unit(label: "Mgal (imp.)/d", factor: 4546.09, divisor: 86400)
            case .afd: Unit(label: "acre-ft/d", factor: 43560 * cubicFoot, divisor: 86400)
            case .lps: Unit(label: "L/s", divisor: 1000)
            case .lpm: Unit(label: "L/min", divisor: 60000)
            case .mld: Unit(label: "ML/d", factor: 1000, divisor: 86400)
            case .cmh: Unit(label: "m³/h", divisor: 3600)
            case .cmd: Unit(label: "m³/d", divisor: 86400)
            case .cms: Unit(label: "m³/s")
            }
        let foot = 0.3048
        length = isUS ? Unit(label: "ft", factor: foot) : Unit(label: "m")
        diameter = isUS ? Unit(label: "in", factor: 0.0254) : Unit(label: "mm", divisor: 1000)
        volume = isUS ? Unit(label: "ft³", factor: cubicFoot) : Unit(label: "m³")
        power = isUS ? Unit(label: "hp", factor: 745.7) : Unit(label: "kW", factor: 1000)
        pressure = INPPressureUnit(options, isUS: isUS).unit(specificGravity: options.specificGravity)
        // EPANET 2.3.5 takes both numbers of a leak for the same length of pipe, and its growth for a metre of
        // head, in US files too.
        leakArea = Unit(
            label: isUS
                ? Wording("mm² per 100 ft", "每 100 ft 的 mm²") : Wording("mm² per 100 m", "每 100 m 的 mm²"),
            divisor: isUS ? 30.48e6 : 100e6)
        leakExpansion = Unit(
            label: leakArea.label + Wording(" and m of head", "，每 m 水头"), divisor: leakArea.divisor)
        switch options.headLoss {
        case .darcyWeisbach where isUS: roughness = Unit(label: "1/1000 ft", factor: foot, divisor: 1000)
        case .darcyWeisbach: roughness = Unit(label: "mm", divisor: 1000)
        case .hazenWilliams, .chezyManning: roughness = .number
        }
        // q = C·pⁿ with p in psi in US files and in metres in others, whatever unit the option PRESSURE names for
        // settings and results (EPANET 2.3.5, every flow unit). So C in SI takes (units of pressure in 1 m)ⁿ.
        let drop = (isUS ? INPPressureUnit.psi : .metres).unit(specificGravity: options.specificGravity)
        let perMetre = drop.divisor / drop.factor
        emitter = Unit(
            label: Wording(
                "\(flow.label.english) at 1 \(drop.label.english)",
                "压力为 1 \(drop.label.chinese) 时的 \(flow.label.chinese)"),
            factor: flow.factor * pow(perMetre, options.emitterExponent), divisor: flow.divisor)
    }
}

extension INPUnits.Unit {
    /// The value in SI.
    func si(_ value: Double) -> Double { value * factor / divisor }

    /// The value in this unit that reads as exactly `si` again where there is one, the shortest of them.
    func value(_ si: Double) -> Double {
        if factor == divisor || si == 0 || !si.isFinite { return si }
        let exact = si * divisor / factor
        guard exact.isFinite, exact != 0 else { return exact }
        for digits in [12.0, 15.0] {
            let scale = pow(10, digits - 1 - log10(abs(exact)).rounded(.down))
            let rounded = (exact * scale).rounded() / scale
            if self.si(rounded) == si { return rounded }
        }
        if self.si(exact) == si { return exact }
        for neighbour in [exact.nextUp, exact.nextDown, exact.nextUp.nextUp, exact.nextDown.nextDown]
        where self.si(neighbour) == si {
            return neighbour
        }
        return exact
    }
}

extension INPUnits {
    /// A number without unit.
    static let none = Unit(label: "")
    /// Head that EPANET's tolerances are in, ft whatever the file's units; SI m.
    static let foot = Unit(label: "ft", factor: 0.3048)
    /// Flow that EPANET's tolerances are in, cfs whatever the file's units; SI m³/s.
    static let cubicFootPerSecond = Unit(label: "cfs", factor: ModelFlowUnit.cubicFoot)
    /// Head loss gradient in ft per cfs; SI m per m³/s.
    static let gradient = Unit(
        label: Wording("ft per cfs", "ft/cfs"), factor: 0.3048, divisor: ModelFlowUnit.cubicFoot)
    /// Times of rules on filling and draining; SI s.
    static let hour = Unit(label: "h", factor: 3600)
}

extension ModelFlowUnit {
    /// The unit that `word` begins with, whatever its case; EPANET takes SI for L/s.
    init?(word: String) {
        let key = word.uppercased()
        if let unit = Self.allCases.first(where: { key.hasPrefix($0.rawValue) }) {
            self = unit
        } else if key.hasPrefix("SI") {
            self = .lps
        } else {
            return nil
        }
    }
}
