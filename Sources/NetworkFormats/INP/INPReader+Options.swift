import InputOutput
import PipeNetwork

extension INPReader {
    /// A row of `[OPTIONS]`: kept as written, and read where the network has a property for it. An option
    /// without a value says nothing, here as in EPANET.
    mutating func readOption() {
        guard let option = INPOption(row) else {
            if row.count == 1 { return }
            return report(
                .unknownWord(
                    element: element, found: row.text(0), expected: Wording("option", "选项"),
                    allowed: Wording(
                        "one that EPANET knows, such as UNITS, HEADLOSS or TRIALS",
                        "EPANET 支持的选项，如 UNITS、HEADLOSS 或 TRIALS")))
        }
        let value = row.written(from: option.valueWord)
        guard !value.isEmpty else {
            if network.hydraulics.written[option.name] == nil { network.hydraulics.written[option.name] = "" }
            return
        }
        network.hydraulics.written[option.name] = value
        let word = option.valueWord
        switch option.name {
        case "UNITS": readFlowUnit(word)
        case "PRESSURE": readPressureUnit(word)
        case "HEADLOSS": readHeadLoss(word)
        case "PATTERN":
            namedPattern = row.text(word)
            // Words after the id mean nothing.
            network.hydraulics.written[option.name] = row.text(word).quotedIfSpaced
        case "UNBALANCED": readUnbalanced(word)
        case "DEMAND MODEL":
            let choice = choice(
                word, Wording("demand model", "需水模型"), Wording("DDA or PDA", "DDA 或 PDA"), no: "DDA",
                yes: "PDA")
            if let choice { network.hydraulics.demandModel = choice ? .pressureDriven : .demandDriven }
        case "BACKFLOW ALLOWED":
            let choice = choice(
                word, Wording("answer", "取值"), Wording("YES or NO", "YES 或 NO"), no: "NO", yes: "YES")
            if let choice { network.hydraulics.emitterBackflow = choice }
        case "HYDRAULICS" where row.count > 2:
            _ = choice(
                word, Wording("use of the hydraulics file", "水力文件的用法"), Wording("USE or SAVE", "USE 或 SAVE"),
                no: "SAVE", yes: "USE")
        case "MINIMUM PRESSURE", "REQUIRED PRESSURE": readPressureLimit(option)
        case "VISCOSITY":
            // The unit may stand in a later row: it is read again when all rows are known.
            _ = number(word, Wording("viscosity", "黏度"), .empty, .positive)
        case "TOLERANCE", "DIFFUSIVITY":
            _ = number(word, Wording("value of \(option.name)", "\(option.name) 的值"), .empty, .notNegative)
        default:
            guard let numeric = INPNumericOption(rawValue: option.name),
                let number = number(
                    word, Wording("value of \(option.name)", "\(option.name) 的值"), .empty, numeric.allowed)
            else { return }
            optionNumbers[numeric] = number
        }
    }

    private mutating func choice(
        _ word: Int, _ name: Wording, _ allowed: Wording, no: StaticString, yes: StaticString
    ) -> Bool? {
        if row.matches(word, yes) { return true }
        if row.matches(word, no) { return false }
        report(
            .unknownWord(element: element, found: row.text(word), expected: name, allowed: allowed))
        return nil
    }

    private mutating func readFlowUnit(_ word: Int) {
        guard let unit = ModelFlowUnit(word: row.text(word)) else {
            return report(
                .unknownUnit(
                    found: row.text(word), expected: Wording("flow unit", "流量单位"),
                    allowed: Wording(
                        "CFS, GPM, MGD, IMGD, AFD, LPS, LPM, MLD, CMH, CMD or CMS",
                        "CFS、GPM、MGD、IMGD、AFD、LPS、LPM、MLD、CMH、CMD 或 CMS")))
        }
        network.hydraulics.flowUnit = unit
    }

    private mutating func readPressureUnit(_ word: Int) {
        let key = row.text(word).uppercased()
        if INPPressureUnit.allCases.contains(where: { key.hasPrefix($0.rawValue) }) { return }
        report(
            .unknownUnit(
                found: row.text(word), expected: Wording("pressure unit", "压力单位"),
                allowed: Wording("PSI, KPA, METERS, BAR or FEET", "PSI、KPA、METERS、BAR 或 FEET")))
    }

    private mutating func readHeadLoss(_ word: Int) {
        let formulas: [HeadLossFormula] = [.hazenWilliams, .darcyWeisbach, .chezyManning]
        let key = row.text(word).uppercased()
        guard let formula = formulas.first(where: { key.hasPrefix($0.rawValue) }) else {
            return report(
                .unknownWord(
                    element: element, found: row.text(word), expected: Wording("head-loss formula", "水头损失公式"),
                    allowed: Wording("H-W, D-W or C-M", "H-W、D-W 或 C-M")))
        }
        network.hydraulics.headLoss = formula
    }

    /// `STOP`, or `CONTINUE` with a number of further trials.
    private mutating func readUnbalanced(_ word: Int) {
        guard
            let choice = choice(
                word, Wording("answer", "取值"), Wording("STOP or CONTINUE", "STOP 或 CONTINUE"), no: "STOP",
                yes: "CONT")
        else {
            return
        }
        network.hydraulics.extraTrials =
            choice ? HydraulicOptions.extraTrials(row.text(word + 1)) : nil
    }

    /// A limit of pressure-driven demands, in the file's pressure unit until that is known. As in EPANET the required
    /// pressure is at least 0.1 above the minimum whatever the unit, and follows it until it is given.
    private mutating func readPressureLimit(_ option: INPOption) {
        let isMinimum = option.name == "MINIMUM PRESSURE"
        let name = isMinimum ? Wording("minimum pressure", "最低压力") : Wording("required pressure", "所需压力")
        guard let value = number(option.valueWord, name, .empty, .notNegative) else { return }
        let least = HydraulicOptions.leastPressureRange
        if isMinimum, pressureLimits.required == least {
            pressureLimits.required = value + least
        } else if (isMinimum ? pressureLimits.required - value : value - pressureLimits.minimum) < least {
            return report(
                .outOfRange(
                    element: element, found: row.text(option.valueWord), expected: name,
                    allowed: Wording(
                        "the required pressure to be at least 0.1 above the minimum pressure",
                        "所需压力至少比最低压力高 0.1")))
        }
        if isMinimum { pressureLimits.minimum = value } else { pressureLimits.required = value }
    }

    /// Converts what depends on units that a later row may have given, after all rows are read.
    mutating func convertOptions() {
        for (option, number) in optionNumbers where option.unit(units).label == .empty {
            option.set(option.value(number, units), in: &network.hydraulics)
        }
        units = INPUnits(network.hydraulics)
        for (option, number) in optionNumbers where option.unit(units).label != .empty {
            option.set(option.value(number, units), in: &network.hydraulics)
        }
        network.hydraulics.minimumPressure = units.pressure.si(pressureLimits.minimum)
        network.hydraulics.requiredPressure = units.pressure.si(pressureLimits.required)
        let viscosity = network.hydraulics.written["VISCOSITY"]?.split(separator: " ").first
        if let viscosity = viscosity.flatMap({ Double($0) }), viscosity > 0 {
            network.hydraulics.relativeViscosity = HydraulicOptions.relativeViscosity(
                viscosity, isUS: units.isUS)
        }
    }

    /// The default pattern is the one `[OPTIONS]` names, else the one called `1`; where that pattern does not
    /// exist, demands are constant.
    mutating func findDefaultPattern() {
        let name = namedPattern ?? "1"
        network.hydraulics.defaultPattern = network.patterns[name] == nil ? nil : name
    }

    /// `QUALITY TRACE node`, once nodes are known; the option itself is kept as written.
    mutating func checkTraceNode() {
        guard row.matches(0, "QUAL"), row.matches(1, "TRACE") else { return }
        _ = node(2, Wording("trace node", "追踪节点"))
    }
}

extension HydraulicOptions {
    /// EPANET's least difference of required and minimum pressure, in the file's pressure unit.
    static let leastPressureRange = 0.1

    /// Further trials that a word after `CONTINUE` means: the whole number it begins with, else none.
    static func extraTrials(_ word: String) -> Int {
        Int(word.prefix { $0.isASCII && $0.isNumber }.prefix(9)) ?? 0
    }
}
