import InputOutput
import WaterLoss

extension LossWorkbook {
    /// A row for each zone, parents too, in the order of the scheme, and a row of totals.
    var zones: Sheet {
        var sheet = list(.zones, ZoneColumn.self)
        // So many columns would print too small to read on one page, and on two only when none of them is wide.
        sheet.widest = 28
        sheet.pagesWide = 2
        sheet.rows = report.zones.indices.map { zoneRow($0, row: $0 + 1) }
        sheet.totals = [totals]
        return sheet
    }

    /// Where the totals of the zones stand.
    var totalsRow: Int { report.zones.count + 1 }

    private func zoneRow(_ position: Int, row: Int) -> [SheetCell] {
        let known = report.zones[position]
        let (zone, balance) = (known.zone, known.balance)
        let night = known.minimumNightFlow
        let loss = balance.loss
        return ZoneColumn.row { column in
            let style = column.column.style
            func number(_ value: Double?) -> SheetCell { .number(value, style) }
            switch column {
            case .zone: return .text(zone.id)
            case .name: return .text(zone.name)
            case .parent: return .text(zone.parent)
            case .inTotal: return number(added.contains(position) ? 1 : nil)
            case .input: return number(balance.input)
            case .export: return number(balance.export)
            case .storageChange: return number(balance.storageChange)
            case .supplied: return .supplied(row, known.supplied, balance.netInput, style)
            case .metered: return number(balance.metered)
            case .unmetered: return number(balance.unmetered)
            case .loss:
                let result = known.supplied.flatMap { net in balance.use.map { net - $0 } }
                return .loss(row, loss, result, style)
            case .limits: return number(loss == nil ? nil : balance.lossHalfWidth)
            case .nonRevenuePercent:
                let percent = known.nonRevenueWaterPercent
                return .nonRevenuePercent(row, percent, percent, style)
            case .mains: return number(known.facts.mainsLength / 1000)
            case .perKilometre:
                let result = loss.map { $0 / (known.facts.mainsLength / 1000) / report.days }
                return .perKilometre(row, known.lossPerKilometreAndDay, result, style)
            case .connections: return number(known.facts.connections)
            case .perConnection:
                let result = loss.map { $0 * 1000 / known.facts.connections / report.days }
                return .perConnection(row, known.lossPerConnectionAndDay, result, style)
            case .nightFlow: return number(night.map { $0.flow * 3600 })
            case .nights: return number(Double(night?.nights ?? 0))
            case .coverage: return number(balance.coverage)
            case .useCoverage: return number(balance.useCoverage)
            case .reason:
                let reasons = report.reasons(at: position, in: language).joined(separator: " ")
                return .text(loss == nil ? reasons : nil, style)
            case .flags: return .text(flags(balance.flags.titles(in: language)), style)
            }
        }
    }

    /// The sums of the zones marked 1, and the figures that follow from them.
    private var totals: [SheetCell] {
        let days = report.days
        let facts = added.sorted().map { report.zones[$0].facts }
        let mains = facts.reduce(0) { $0 + $1.mainsLength }
        let connections = facts.reduce(0) { $0 + $1.connections }
        let row = totalsRow
        return ZoneColumn.row { column in
            let style = column.column.style.ofTotal
            func summed(_ value: Double?) -> SheetCell { .sum(column, row, value, style) }
            switch column {
            case .zone:
                let title =
                    sum == nil
                    ? Phrase.allZonesMissing.wording
                    : Wording("Sum of the zones marked 1", "标记为 1 的分区合计")
                return .text(title[language], style)
            case .inTotal: return summed(sum.map { Double($0.zones.count) })
            case .input: return summed(sum?.input)
            case .export: return summed(sum?.export)
            case .storageChange: return summed(sum?.storageChange)
            case .supplied: return .supplied(row, sum?.supplied, sum?.supplied, style)
            case .metered: return summed(sum?.metered)
            case .unmetered: return summed(sum?.unmetered)
            case .loss:
                let result = sum.map { $0.supplied - $0.metered - $0.unmetered }
                return .loss(row, sum?.loss, result, style)
            case .limits: return .quadrature(row, sum?.lossHalfWidth, style)
            case .nonRevenuePercent:
                let percent = sum?.nonRevenueWaterPercent
                return .nonRevenuePercent(row, percent, percent, style)
            case .mains: return summed(sum.map { _ in mains / 1000 })
            case .perKilometre:
                let value = sum.flatMap {
                    LossRates.lossPerKilometreAndDay(loss: $0.loss, mains: mains, days: days)
                }
                return .perKilometre(row, value, value, style)
            case .connections: return summed(sum.map { _ in connections })
            case .perConnection:
                let value = sum.flatMap {
                    LossRates.lossPerConnectionAndDay(
                        loss: $0.loss, connections: connections, days: days)
                }
                return .perConnection(row, value, value, style)
            default: return SheetCell(content: .empty, style: style)
            }
        }
    }

    /// Flags in one cell.
    func flags(_ flags: [String]) -> String? {
        flags.isEmpty ? nil : flags.joined(separator: language == .english ? "; " : "；")
    }
}

/// The formulas of the sheet of zones, each with the report's figure and what the formula makes of its cells.
extension SheetCell {
    fileprivate static func supplied(
        _ row: Int, _ value: Double?, _ result: Double?, _ style: CellStyle
    ) -> SheetCell {
        let formula =
            ZoneColumn.input.cell(row) - ZoneColumn.export.cell(row) - ZoneColumn.storageChange.cell(row)
        return .formula(formula, value: value, result: result, style)
    }

    fileprivate static func loss(
        _ row: Int, _ value: Double?, _ result: Double?, _ style: CellStyle
    ) -> SheetCell {
        let formula =
            ZoneColumn.supplied.cell(row) - ZoneColumn.metered.cell(row) - ZoneColumn.unmetered.cell(row)
        return .formula(formula, value: value, result: result, style)
    }

    fileprivate static func nonRevenuePercent(
        _ row: Int, _ value: Double?, _ result: Double?, _ style: CellStyle
    ) -> SheetCell {
        let supplied = ZoneColumn.supplied.cell(row)
        let billed = ZoneColumn.metered.cell(row) + ZoneColumn.unmetered.cell(row)
        return .formula(
            (supplied - billed) / supplied * .number(100), value: value, result: result, style)
    }

    fileprivate static func perKilometre(
        _ row: Int, _ value: Double?, _ result: Double?, _ style: CellStyle
    ) -> SheetCell {
        let formula =
            ZoneColumn.loss.cell(row) / ZoneColumn.mains.cell(row) / SummaryItem.days.elsewhere
        return .formula(formula, value: value, result: result, style)
    }

    fileprivate static func perConnection(
        _ row: Int, _ value: Double?, _ result: Double?, _ style: CellStyle
    ) -> SheetCell {
        let litres = ZoneColumn.loss.cell(row) * .number(1000)
        let formula = litres / ZoneColumn.connections.cell(row) / SummaryItem.days.elsewhere
        return .formula(formula, value: value, result: result, style)
    }

    /// The sum of a column over the zones marked 1 above `row`. Rows are chosen by their mark, not by their place:
    /// sorting the list moves the rows and leaves the formula of the total as it is.
    fileprivate static func sum(
        _ column: ZoneColumn, _ row: Int, _ value: Double?, _ style: CellStyle
    ) -> SheetCell {
        guard row > 1 else { return SheetCell(content: .empty, style: style) }
        let rows = 1...(row - 1)
        let formula = Formula.call(
            .sumIf, [ZoneColumn.inTotal.range(rows), .number(1), column.range(rows)])
        return .formula(formula, value: value, result: value, style)
    }

    /// The half-widths of the zones marked 1, added in quadrature.
    fileprivate static func quadrature(_ row: Int, _ value: Double?, _ style: CellStyle) -> SheetCell {
        guard row > 1 else { return SheetCell(content: .empty, style: style) }
        let rows = 1...(row - 1)
        let limits = ZoneColumn.limits.range(rows)
        let formula = Formula.call(
            .squareRoot, [.call(.sumProduct, [ZoneColumn.inTotal.range(rows), limits, limits])])
        return .formula(formula, value: value, result: value, style)
    }
}
