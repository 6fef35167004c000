import PipeNetwork

extension INPReader {
    /// A row of `[OPTIONS]`: kept as written, and read where the network has a property for it. An option
    /// without a value says nothing, here as in EPANET.
    mutating func readOption() {
        guard let option = INPOption(row) else {
            return report(
                .unknownWord(
                    element: element, found: row.text(0), expected: "option",
                    allowed: "one that EPANET knows, such as UNITS, HEADLOSS or TRIALS"))
        }
        let value = row.written(from: option.valueWord)
        network.hydraulics.written[option.name] = value
        guard !value.isEmpty else { return }
        let word = option.valueWord
        switch option.name {
        case "UNITS": readFlowUnit(word)
        case "PRESSURE": readPressureUnit(word)
        case "HEADLOSS": readHeadLoss(word)
        case "PATTERN": namedPattern = row.text(word)
        case "DEMAND MULTIPLIER":
            read(word, "demand multiplier", .positive) { $0.demandMultiplier = $1 }
        case "EMITTER EXPONENT":
            read(word, "emitter exponent", .positive) { $0.emitterExponent = $1 }
        case "SPECIFIC GRAVITY":
            read(word, "specific gravity", .positive) { $0.specificGravity = $1 }
        case "VISCOSITY":
            // The unit may stand in a later row: it is read again when all rows are known.
            _ = number(word, "viscosity", "", .positive)
        case let name where INPOption.numeric.contains(name):
            _ = number(word, "value of \(name)", "", .notNegative)
        default: break
        }
    }

    private mutating func read(
        _ word: Int, _ name: String, _ allowed: Allowed, _ set: (inout HydraulicOptions, Double) -> Void
    ) {
        if let value = number(word, name, "", allowed) { set(&network.hydraulics, value) }
    }

    private mutating func readFlowUnit(_ word: Int) {
        guard let unit = INPUnits.FlowUnit(word: row.text(word)) else {
            return report(
                .unknownUnit(
                    found: row.text(word), expected: "flow unit",
                    allowed: "CFS, GPM, MGD, IMGD, AFD, LPS, LPM, MLD, CMH, CMD or CMS"))
        }
        network.hydraulics.flowUnit = unit.rawValue
    }

    private mutating func readPressureUnit(_ word: Int) {
        if row.matches(word, "PSI") || row.matches(word, "KPA") || row.matches(word, "METERS") { return }
        report(
            .unknownUnit(found: row.text(word), expected: "pressure unit", allowed: "PSI, KPA or METERS"))
    }

    private mutating func readHeadLoss(_ word: Int) {
        let formulas: [HeadLossFormula] = [.hazenWilliams, .darcyWeisbach, .chezyManning]
        let key = row.text(word).uppercased()
        guard let formula = formulas.first(where: { key.hasPrefix($0.rawValue) }) else {
            return report(
                .unknownWord(
                    element: element, found: row.text(word), expected: "head-loss formula",
                    allowed: "H-W, D-W or C-M"))
        }
        network.hydraulics.headLoss = formula
    }

    /// What can be said of options only when all rows and patterns are known.
    ///
    /// The default pattern is the one `[OPTIONS]` names, else the one called `1`; where that pattern does not
    /// exist, demands are constant.
    mutating func finishOptions() {
        let name = namedPattern ?? "1"
        network.hydraulics.defaultPattern = network.patterns[name] == nil ? nil : name
        let viscosity = network.hydraulics.written["VISCOSITY"]?.split(separator: " ").first
        if let viscosity = viscosity.flatMap({ Double($0) }), viscosity > 0 {
            network.hydraulics.relativeViscosity = HydraulicOptions.relativeViscosity(
                viscosity, isUS: units.isUS)
        }
    }
}
