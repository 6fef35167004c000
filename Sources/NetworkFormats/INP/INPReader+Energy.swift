import PipeNetwork

extension INPReader {
    /// `GLOBAL keyword value`, `PUMP id keyword value` or `DEMAND CHARGE value`; as in EPANET the keyword is the last
    /// word but one.
    mutating func readEnergy() {
        guard row.count > 2 else {
            return report(.missingValue(element: element, expected: "keyword with a value"))
        }
        if row.matches(0, "DEMAN") {
            if let charge = number(2, "demand charge", "per kW", .notNegative) {
                network.energy.demandCharge = charge
            }
        } else if row.matches(0, "GLOB") {
            readGlobalEnergy()
        } else if row.matches(0, "PUMP") {
            readPumpEnergy()
        } else {
            report(
                .unknownWord(
                    element: element, found: row.text(0), expected: "keyword",
                    allowed: "GLOBAL, PUMP or DEMAND CHARGE"))
        }
    }

    private mutating func readGlobalEnergy() {
        let word = row.count - 1
        if row.matches(word - 1, "PRICE") {
            if let price = number(word, "price", "per kWh", .notNegative) { network.energy.price = price }
        } else if row.matches(word - 1, "PATT") {
            if let pattern = pattern(word) { network.energy.pricePattern = pattern }
        } else if row.matches(word - 1, "EFFI") {
            if let percent = number(word, "efficiency", "%", .positive) {
                network.energy.efficiency = percent
            }
        } else {
            reportKeyword(word - 1)
        }
    }

    private mutating func readPumpEnergy() {
        (noun, idWord) = ("pump", 1)
        guard row.count > 3 else {
            return report(
                .missingValue(element: element, expected: "PRICE, PATTERN or EFFIC with a value"))
        }
        guard let entry = link(1, "pump id") else { return }
        guard entry.kind == .pump else {
            return report(
                .statusNotAllowed(element: "link '\(entry.id)'", found: "PUMP", reason: "it is no pump"))
        }
        let pump = entry.position
        let word = row.count - 1
        if row.matches(word - 1, "PRICE") {
            pumps[pump].energyPrice = number(word, "price", "per kWh", .notNegative)
        } else if row.matches(word - 1, "PATT") {
            pumps[pump].pricePattern = pattern(word)
        } else if row.matches(word - 1, "EFFI") {
            pumps[pump].efficiencyCurve = curve(word, .pumpEfficiency)
        } else {
            reportKeyword(word - 1)
        }
    }

    private mutating func reportKeyword(_ word: Int) {
        report(
            .unknownWord(
                element: element, found: row.text(word), expected: "keyword",
                allowed: "PRICE, PATTERN or EFFIC"))
    }
}
