import InputOutput
import PipeNetwork

extension INPReader {
    /// `GLOBAL keyword value`, `PUMP id keyword value` or `DEMAND CHARGE value`; as in EPANET the keyword is the last
    /// word but one.
    mutating func readEnergy() {
        guard row.count > 2 else {
            return report(
                .missingValue(element: element, expected: Wording("keyword with a value", "关键词及其值")))
        }
        if row.matches(0, "DEMAN") {
            if let charge = number(
                2, Wording("demand charge", "容量电费"), Wording("per kW", "每 kW"), .notNegative)
            {
                network.energy.demandCharge = charge
            }
        } else if row.matches(0, "GLOB") {
            readGlobalEnergy()
        } else if row.matches(0, "PUMP") {
            readPumpEnergy()
        } else {
            report(
                .unknownWord(
                    element: element, found: row.text(0), expected: Wording("keyword", "关键词"),
                    allowed: Wording("GLOBAL, PUMP or DEMAND CHARGE", "GLOBAL、PUMP 或 DEMAND CHARGE")))
        }
    }

    private mutating func readGlobalEnergy() {
        let word = row.count - 1
        if row.matches(word - 1, "PRICE") {
            if let price = number(word, Wording("price", "电价"), Wording("per kWh", "每 kWh"), .notNegative) {
                network.energy.price = price
            }
        } else if row.matches(word - 1, "PATT") {
            if let pattern = pattern(word) { network.energy.pricePattern = pattern }
        } else if row.matches(word - 1, "EFFI") {
            if let percent = number(word, Wording("efficiency", "效率"), Wording(verbatim: "%"), .positive) {
                network.energy.efficiency = percent
            }
        } else {
            reportKeyword(word - 1)
        }
    }

    private mutating func readPumpEnergy() {
        (noun, idWord) = (Wording("pump '{0}'", "水泵“{0}”"), 1)
        guard row.count > 3 else {
            return report(
                .missingValue(
                    element: element,
                    expected: Wording("PRICE, PATTERN or EFFIC with a value", "PRICE、PATTERN 或 EFFIC 及其值")))
        }
        guard let entry = link(1, Wording("pump id", "水泵编号")) else { return }
        guard entry.kind == .pump else {
            return report(
                .statusNotAllowed(
                    element: .link(entry.id), found: "PUMP", reason: Wording("it is no pump", "它不是水泵")))
        }
        let pump = entry.position
        let word = row.count - 1
        if row.matches(word - 1, "PRICE") {
            pumps[pump].energyPrice = number(
                word, Wording("price", "电价"), Wording("per kWh", "每 kWh"), .notNegative)
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
                element: element, found: row.text(word), expected: Wording("keyword", "关键词"),
                allowed: Wording("PRICE, PATTERN or EFFIC", "PRICE、PATTERN 或 EFFIC")))
    }
}
