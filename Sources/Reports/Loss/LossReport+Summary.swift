import InputOutput
import LeakZones
import Telemetry

extension LossReport {
    /// The report in at most 15 lines of plain text for a terminal.
    public func summary(language: ReportLanguage = .english) -> String {
        func say(_ phrase: Phrase, _ values: String...) -> String {
            phrase.wording.text(in: language, values)
        }
        var lines = ["\(say(.title)) · \(name)"]
        lines.append(
            "\(dates) (\(say(.days, Figure.plain(days, decimals: days == days.rounded() ? 0 : 1))), "
                + "\(calendar.timeZoneIdentifier))")
        if let total {
            var facts: [(String, String)] = [
                (say(.supplied), "\(Figure.volume(total.supplied)) m³"),
                (
                    say(.billed),
                    "\(Figure.volume(total.billed)) m³ (\(say(.metered)) \(Figure.volume(total.metered)), "
                        + "\(say(.unmetered)) \(Figure.volume(total.unmetered)))"
                ),
                (
                    say(.loss),
                    "\(Figure.volume(total.loss)) ± \(Figure.volume(total.lossHalfWidth)) m³ (95 %)"
                ),
            ]
            if let percent = total.nonRevenueWaterPercent {
                facts.append((say(.nonRevenuePercent), "\(Figure.percent(percent)) %"))
            }
            let width = facts.map { $0.0.displayWidth }.max() ?? 0
            lines += facts.map { $0.0.padded(to: width, .leading) + "  " + $0.1 }
        } else {
            lines.append(say(.totalOfNone))
        }
        let leaves = leafZones
        if let comparison { lines += self.lines(comparison, dates: dates(of: comparison.compared), language) }
        lines.append(say(.zonesClaimed, String(worstZones.count), String(leaves.count)))
        let worst = worstZones.prefix(5)
        if !worst.isEmpty { lines.append("\(say(.worstZones)):") }
        for (rank, position) in worst.enumerated() { lines.append(line(rank: rank + 1, position)) }
        let unclaimed = unclaimedZones
        if let first = unclaimed.first {
            let ids = unclaimed.prefix(8).map { zones[$0].zone.id }.joined(separator: ", ")
            let names = unclaimed.count == 1 ? label(of: first) : ids
            let more = unclaimed.count > 8 ? " … (\(unclaimed.count))" : ""
            let why = unclaimed.count == 1 ? ": \(reasons(at: first, in: language)[0])" : ""
            lines.append("\(say(.unclaimed)): \(names)\(more)\(why)")
        }
        // A name from a file may hold anything; a line stays a line.
        return lines.map { line in
            String(line.map { $0.isNewline || $0.unicodeScalars.contains { $0.value < 0x20 } ? " " : $0 })
                + "\n"
        }.joined()
    }

    /// What became of the losses since the compared period: how many zones rose or fell and by how much the city did.
    private func lines(
        _ comparison: LossComparison, dates: String, _ language: ReportLanguage
    ) -> [String] {
        let parents = Set(zones.compactMap(\.zone.parent))
        let counts = comparison.counts { !parents.contains($0.zone.id) }.map {
            "\($0.verdict.wording[language]) \($0.zones)"
        }
        let colon = language == .english ? ": " : "："
        let joint = language == .english ? ", " : "，"
        var lines = [
            Phrase.comparison.wording.text(in: language, [dates]) + colon + counts.joined(separator: joint)
        ]
        if let city = comparison.city, let text = city.text {
            let finding = city.verdict.wording[language]
            let change = Phrase.changeOfLoss.wording[language]
            lines.append(
                "\(change)\(colon)\(Phrase.wholeCity.wording[language]) \(text) m³/d (95 %)\(joint)\(finding)"
            )
        }
        return lines
    }

    private func line(rank: Int, _ position: Int) -> String {
        let zone = zones[position]
        guard let loss = zone.balance.loss else { return "" }
        var text = "  \(rank). \(label(of: position))  \(Figure.volume(loss))"
        if let halfWidth = zone.balance.lossHalfWidth { text += " ± \(Figure.volume(halfWidth))" }
        text += " m³"
        if let percent = zone.nonRevenueWaterPercent { text += "  \(Figure.percent(percent)) %" }
        if let rate = zone.lossPerKilometreAndDay { text += "  \(Figure.rate(rate)) m³/(km·d)" }
        return text
    }
}
