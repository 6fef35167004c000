import InputOutput
import WaterLoss

/// A box of a water balance table: a volume, and the boxes that it consists of.
struct BalanceBox {
    /// How the volume of a box follows from others, which a workbook writes as a formula.
    enum Rule {
        /// Stated.
        case stated
        /// The sum of its parts.
        case sumOfParts
        /// What is left of the box above after the boxes before it.
        case rest
        /// From figures outside the table.
        case computed
    }

    var title: Wording
    /// The field's symbol; empty where there is none.
    var symbol = ""
    /// m³; `nil` where it is not known, which is not 0.
    var volume: Uncertain?
    var rule = Rule.stated
    /// Its parts, from the top down.
    var parts: [BalanceBox] = []
    /// The lines it was added up from, where the file has several.
    var lines: [Audit.Line] = []
    /// Whether it earns: the right edge of the IWA's table says so.
    var isRevenue: Bool?

    /// Boxes without parts below it, itself if it has none.
    var leafCount: Int { parts.isEmpty ? 1 : parts.reduce(0) { $0 + $1.leafCount } }

    /// Boxes on the longest way down, itself included.
    var depth: Int { 1 + (parts.map(\.depth).max() ?? 0) }

    /// The boxes that a row of the table holds: those that begin in it, each with its column and how many rows it takes.
    struct Placed {
        var box: BalanceBox
        var row: Int
        var column: Int
        var rows: Int
        /// Columns, above one where a box has no parts before the table ends.
        var columns: Int
        /// The place of the box that holds it; `nil` for the whole.
        var parent: Int?
        /// The place among its parent's parts.
        var order: Int
    }

    /// All boxes in reading order, in a table of so many columns.
    func placed(columns: Int) -> [Placed] {
        var result: [Placed] = []
        place(at: 0, column: 0, columns: columns, parent: nil, order: 0, into: &result)
        return result
    }

    private func place(
        at row: Int, column: Int, columns: Int, parent: Int?, order: Int, into result: inout [Placed]
    ) {
        result.append(
            Placed(
                box: self, row: row, column: column, rows: leafCount,
                columns: parts.isEmpty ? max(1, columns - column) : 1, parent: parent, order: order))
        let own = result.count - 1
        var row = row
        for (order, part) in parts.enumerated() {
            part.place(
                at: row, column: column + 1, columns: columns, parent: own, order: order, into: &result)
            row += part.leafCount
        }
    }
}

extension BalanceBox {
    /// The table of a standard: 4.2.1 of CJJ 92 (水量平衡表), or the IWA's.
    static func table(_ audit: Audit, _ standard: LossStandard) -> BalanceBox {
        standard.isChinese ? cjj92(audit) : international(audit)
    }

    private static func cjj92(_ audit: Audit) -> BalanceBox {
        let table = audit.cjj92Balance
        let free = table.freeUnmetered.map { table.freeMetered + $0 }
        return BalanceBox(
            title: Wording("Water supplied", "供水总量"), symbol: "Qs", volume: table.supply,
            parts: [
                BalanceBox(
                    title: Wording("Registered users' consumption", "注册用户用水量"), symbol: "Qa",
                    volume: table.registered, rule: .sumOfParts,
                    parts: [
                        BalanceBox(
                            title: Wording("Billed consumption", "计费用水量"), volume: table.billed,
                            rule: .sumOfParts,
                            parts: [
                                BalanceBox(
                                    title: Wording("Billed metered", "计费计量用水量"),
                                    volume: table.billedMetered,
                                    lines: (audit.lines[.billedMetered] ?? [])
                                        + (audit.lines[.exported] ?? [])),
                                BalanceBox(
                                    title: Wording("Billed unmetered", "计费未计量用水量"),
                                    volume: table.billedUnmetered,
                                    lines: audit.lines[.billedUnmetered] ?? []),
                            ]),
                        BalanceBox(
                            title: Wording("Free consumption", "免费用水量"), volume: free, rule: .sumOfParts,
                            parts: [
                                BalanceBox(
                                    title: Wording("Free metered", "免费计量用水量"), volume: table.freeMetered,
                                    lines: audit.lines[.unbilledMetered] ?? []),
                                BalanceBox(
                                    title: Wording("Free unmetered", "免费未计量用水量"),
                                    volume: table.freeUnmetered,
                                    lines: audit.lines[.unbilledUnmetered] ?? []),
                            ]),
                    ]),
                BalanceBox(
                    title: Wording("Water loss", "漏损水量"), volume: table.loss, rule: .rest,
                    parts: [
                        BalanceBox(
                            title: Wording("Leakage", "漏失水量"), symbol: "Qr", volume: table.leakage,
                            rule: .sumOfParts,
                            parts: [
                                BalanceBox(
                                    title: Wording("Visible leaks", "明漏水量"), symbol: "Qr1",
                                    volume: table.visibleLeaks),
                                BalanceBox(
                                    title: Wording("Hidden leaks", "暗漏水量"), symbol: "Qr2",
                                    volume: table.hiddenLeaks),
                                BalanceBox(
                                    title: Wording("Background leakage", "背景漏失水量"), symbol: "Qr3",
                                    volume: table.background),
                                BalanceBox(
                                    title: Wording("Leakage and overflow of tanks", "水箱、水池的渗漏和溢流水量"),
                                    symbol: "Qr4", volume: table.tanks),
                            ]),
                        BalanceBox(
                            title: Wording("Metering loss", "计量损失水量"), symbol: "Qm",
                            volume: table.meteringLoss, rule: .sumOfParts,
                            parts: [
                                BalanceBox(
                                    title: Wording("Master and household meters", "居民用户总分表差损失水量"),
                                    symbol: "Qm1", volume: table.masterMeterDifference),
                                BalanceBox(
                                    title: Wording("Non-residents' meters", "非居民用户表具误差损失水量"),
                                    symbol: "Qm2", volume: table.nonResidentMeterError),
                            ]),
                        BalanceBox(
                            title: Wording("Other loss", "其他损失水量"), volume: table.otherLoss, rule: .rest),
                    ]),
            ])
    }

    private static func international(_ audit: Audit) -> BalanceBox {
        let full = audit.completed.balance
        func leaf(
            _ title: Wording, _ volume: Uncertain?, _ input: AuditInput, isRevenue: Bool
        ) -> BalanceBox {
            BalanceBox(
                title: title, volume: volume, lines: audit.lines[input] ?? [], isRevenue: isRevenue)
        }
        let supplied = BalanceBox(
            title: Wording("Water supplied", "供水量"), symbol: "WS", volume: full.waterSupplied,
            rule: full.exported.value == 0 ? .stated : .rest,
            parts: [
                BalanceBox(
                    title: Wording("Authorised consumption", "合法用水量"), symbol: "AC",
                    volume: full.authorised, rule: .sumOfParts,
                    parts: [
                        BalanceBox(
                            title: Wording("Billed authorised consumption", "收费合法用水量"), symbol: "BAC",
                            volume: full.billedAuthorised, rule: .sumOfParts,
                            parts: [
                                leaf(
                                    Wording("Billed metered", "收费计量用水量"), full.billedMetered,
                                    .billedMetered, isRevenue: true),
                                leaf(
                                    Wording("Billed unmetered", "收费未计量用水量"), full.billedUnmetered,
                                    .billedUnmetered, isRevenue: true),
                            ]),
                        BalanceBox(
                            title: Wording("Unbilled authorised consumption", "免费合法用水量"), symbol: "UAC",
                            volume: full.unbilledAuthorised, rule: .sumOfParts,
                            parts: [
                                leaf(
                                    Wording("Unbilled metered", "免费计量用水量"), full.unbilledMetered,
                                    .unbilledMetered, isRevenue: false),
                                leaf(
                                    Wording("Unbilled unmetered", "免费未计量用水量"), full.unbilledUnmetered,
                                    .unbilledUnmetered, isRevenue: false),
                            ]),
                    ]),
                BalanceBox(
                    title: Wording("Water losses", "漏损水量"), symbol: "WL", volume: full.waterLosses,
                    rule: .rest,
                    parts: [
                        BalanceBox(
                            title: Wording("Apparent losses", "表观漏损水量"), symbol: "AL",
                            volume: full.apparentLosses, rule: .sumOfParts,
                            parts: [
                                leaf(
                                    Wording("Unauthorised consumption", "非法用水量"), full.unauthorised,
                                    .unauthorised, isRevenue: false),
                                leaf(
                                    Wording("Customer metering inaccuracy", "用户计量误差水量"),
                                    full.customerMetering, .customerMeters, isRevenue: false),
                                leaf(
                                    Wording("Data handling errors", "数据处理误差水量"), full.dataHandling,
                                    .dataHandling, isRevenue: false),
                            ]),
                        realLosses(audit, full),
                    ]),
            ])
        guard full.exported.value != 0 else {
            var whole = supplied
            whole.title = Wording("System input volume = water supplied", "系统供水量 = 供水量")
            whole.symbol = "SIV = WS"
            return whole
        }
        return BalanceBox(
            title: Wording("System input volume", "系统供水量"), symbol: "SIV", volume: full.systemInput,
            parts: [
                BalanceBox(
                    title: Wording("Water exported", "转供水量"), volume: full.exported,
                    lines: audit.lines[.exported] ?? [], isRevenue: true),
                supplied,
            ])
    }

    /// Real losses, with what they consist of where the audit knows.
    private static func realLosses(_ audit: Audit, _ full: StandardBalance) -> BalanceBox {
        var box = BalanceBox(
            title: Wording("Real losses", "真实漏失水量"), symbol: "RL", volume: full.realLosses, rule: .rest,
            isRevenue: false)
        let keys: [IndicatorKey] = [.background, .reportedBursts, .unreportedBursts, .unexplained]
        let figures = audit.indicators(by: .iwa)
        box.parts = keys.compactMap { key in
            guard let figure = figures.first(where: { $0.key == key }) else { return nil }
            let volume = figure.number.map {
                Uncertain($0, source: key.rawValue, halfWidth: figure.halfWidth ?? 0)
            }
            return BalanceBox(
                title: key.title, volume: volume, rule: key == .unexplained ? .rest : .computed,
                isRevenue: false)
        }
        return box
    }
}
