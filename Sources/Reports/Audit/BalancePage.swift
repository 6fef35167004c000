import Foundation
import InputOutput
import WaterLoss

/// An audit as a page: the balance table of each standard that was asked for, its figures and its targets.
struct BalancePage {
    let report: AuditReport
    let language: ReportLanguage

    /// The whole page: one file without anything from elsewhere.
    func html() -> String {
        var markup = Markup()
        let xmlns = "http://www.w3.org/1999/xhtml"
        let name = report.audit.undertaking ?? AuditReport.nameless[language]
        markup.element("html", ["xmlns": xmlns, "lang": language.tag]) { html in
            html.element("head") { head in
                head.empty("meta", ["charset": "utf-8"])
                head.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
                head.empty("meta", ["name": "generator", "content": "Springline"])
                head.element("title", "\(AuditReport.balanceTitle[language]) · \(name)")
                head.style(PageStyles.page)
                head.style(PageStyles.balance)
            }
            html.newLine()
            html.element("body", ["id": "top"]) { body in
                body.element("header") { header in
                    header.element("p", ["class": "kind"], AuditReport.balanceTitle[language])
                    header.element("h1", name)
                    header.element("p", ["class": "when"], report.periodText(language))
                }
                body.newLine()
                body.element("main") { main in
                    for standard in report.tables { balance(standard, &main) }
                    if !report.targets.isEmpty { targets(&main) }
                    figures(&main)
                    doubts(&main)
                }
                body.element("footer", "Springline \(Release.version)")
            }
        }
        return "<!DOCTYPE html>\n" + markup.text + "\n"
    }

    private func section(_ title: Wording, in main: inout Markup, _ content: (inout Markup) -> Void) {
        main.element("section") { section in
            section.element("h2", title[language])
            section.element("div", ["class": "panel scroll"], content)
        }
        main.newLine()
    }

    /// The boxes of a standard's table, each as high as what it consists of.
    private func balance(_ standard: LossStandard, _ main: inout Markup) {
        let whole = BalanceBox.table(report.audit, standard)
        let unit = BalanceUnit(standard, report.units)
        let columns = whole.depth
        let boxes = whole.placed(columns: columns)
        let leaves = boxes.filter { $0.box.parts.isEmpty }
        section(AuditReport.tableTitle(standard), in: &main) { panel in
            panel.element(
                "p", ["class": "note"],
                Wording(
                    "Volumes in {0}, with 95 % limits and percent of the whole.",
                    "水量单位：{0}，附 95 % 置信区间及占总量的百分比。"
                )
                .text(in: language, [unit.name(in: language)]))
            panel.element("table", ["class": "balance"]) { table in
                table.element("tbody") { body in
                    for row in 0..<whole.leafCount {
                        body.element("tr") { line in
                            for placed in boxes where placed.row == row {
                                cell(placed, of: whole, unit, in: &line)
                            }
                            revenue(at: row, leaves, standard, unit, in: &line)
                        }
                        body.newLine()
                    }
                }
            }
            inputs(standard, unit, in: &panel)
        }
    }

    private func cell(
        _ placed: BalanceBox.Placed, of whole: BalanceBox, _ unit: BalanceUnit, in line: inout Markup
    ) {
        let box = placed.box
        line.element(
            "td", ["rowspan": String(placed.rows), "colspan": String(placed.columns)]
        ) { cell in
            cell.element("span", ["class": "name"]) { name in
                name.write(box.title[language])
                if !box.symbol.isEmpty { name.element("i", " " + box.symbol) }
            }
            guard let volume = box.volume else {
                cell.element("span", ["class": "none"], Wording("not known", "未知")[language])
                return
            }
            cell.element("strong", unit.text(volume.value))
            var below = volume.halfWidth.map { "± " + unit.text($0) } ?? ""
            if let all = whole.volume?.value, all > 0, placed.parent != nil {
                below += (below.isEmpty ? "" : " · ") + Figure.percent(volume.value / all * 100) + " %"
            }
            if !below.isEmpty { cell.element("span", ["class": "quiet"], below) }
            for row in box.lines where box.lines.count > 1 || row.name != nil {
                let name = row.name ?? Wording("without a name", "未命名")[language]
                cell.element("span", ["class": "quiet"], "\(name): \(unit.text(row.volume.value))")
            }
        }
    }

    /// The right edge of the IWA's table: what earns, and what does not.
    private func revenue(
        at row: Int, _ leaves: [BalanceBox.Placed], _ standard: LossStandard, _ unit: BalanceUnit,
        in line: inout Markup
    ) {
        guard !standard.isChinese, let here = leaves.first(where: { $0.row == row }),
            let earns = here.box.isRevenue,
            row == 0 || leaves.first(where: { $0.row == row - 1 })?.box.isRevenue != earns
        else { return }
        let rows = leaves.drop { $0.row < row }.prefix { $0.box.isRevenue == earns }.count
        let full = report.audit.completed.balance
        let volume = earns ? full.exported + full.billedAuthorised : full.nonRevenueWater
        let title =
            earns
            ? Wording("Revenue water", "收益水量") : Wording("Non-revenue water", "产销差水量（无收益水量）")
        line.element("td", ["rowspan": String(rows), "class": earns ? "earns" : "lost"]) { cell in
            cell.element("span", ["class": "name"], title[language])
            cell.element("strong", unit.text(volume.value))
            if let width = volume.halfWidth {
                cell.element("span", ["class": "quiet"], "± " + unit.text(width))
            }
        }
    }

    /// Where the whole comes from: sources, purchases, and what tanks took up.
    private func inputs(_ standard: LossStandard, _ unit: BalanceUnit, in panel: inout Markup) {
        panel.element("ul", ["class": "flags"]) { list in
            for (title, volume) in report.inputs {
                let width = volume.halfWidth.map { " ± " + unit.text($0) } ?? ""
                list.element("li", "\(title[language]): \(unit.text(volume.value))\(width)")
            }
        }
    }

    private func figures(_ main: inout Markup) {
        var notes = FlagNotes()
        for standard in report.standards {
            section(
                Wording("Figures: \(standard.rawValue)", "指标：\(standard.rawValue)"), in: &main
            ) { panel in
                table(
                    Indicator.columns,
                    report.audit.indicators(by: standard).map { figure in
                        var cells = figure.converted(to: report.units).cells(isForPeople: true, language)
                        cells[cells.count - 1] = .text(notes.marks(of: figure.flags))
                        return cells
                    }, in: &panel)
            }
        }
        let lines = notes.lines(in: language)
        guard !lines.isEmpty else { return }
        section(Wording("Flags", "标记"), in: &main) { panel in
            panel.element("ul", ["class": "flags"]) { list in
                for line in lines { list.element("li", line) }
            }
        }
    }

    private func targets(_ main: inout Markup) {
        section(Wording("Targets", "目标"), in: &main) { panel in
            let rows = Audit.Target.table(report.targets, language, units: report.units)
            table(rows.columns, rows.rows, in: &panel)
        }
    }

    private func doubts(_ main: inout Markup) {
        guard !report.audit.doubts.isEmpty else { return }
        section(Wording("Inputs in doubt", "存疑的数据"), in: &main) { panel in
            panel.element("ul", ["class": "flags"]) { list in
                for doubt in report.audit.doubts { list.element("li", doubt.sentence(in: language)) }
            }
        }
    }

    private func table(_ columns: [Table.Column], _ rows: [[Table.Cell]], in panel: inout Markup) {
        panel.element("table") { table in
            table.element("thead") { head in
                head.element("tr") { line in
                    for column in columns {
                        let unit = column.unit.map { " (\($0))" } ?? ""
                        let name = column.alignment == .trailing ? "n" : "t"
                        line.element("th", ["scope": "col", "class": name], column.title[language] + unit)
                    }
                }
            }
            table.element("tbody") { body in
                for row in rows {
                    body.element("tr") { line in
                        for (column, cell) in zip(columns, row) {
                            let name = column.alignment == .trailing ? "n" : "t"
                            line.element("td", ["class": name], text(of: cell))
                        }
                    }
                    body.newLine()
                }
            }
        }
    }
}

extension BalancePage {
    /// A cell with its thousands separated.
    private func text(of cell: Table.Cell) -> String {
        if case .number(let value, let decimals) = cell { return Figure.grouped(value, decimals: decimals) }
        return cell.shown(in: language)
    }
}

/// The unit in which a balance table has its volumes: 万m³ in the Chinese one, m³ or million gallons elsewhere.
struct BalanceUnit {
    /// How many m³ one is.
    let size: Double
    private let title: Wording

    init(_ standard: LossStandard, _ units: FigureUnits) {
        if units == .unitedStates {
            (size, title) = (1 / units.volumeFactor, Wording("MG", "MG（百万美制加仑）"))
        } else if standard.isChinese {
            (size, title) = (CJJ92.tenThousand, Wording("10k m³", "万m³"))
        } else {
            (size, title) = (1, Wording("m³", "m³"))
        }
    }

    func name(in language: ReportLanguage) -> String { title[language] }

    /// A volume in m³ in this unit, as people read it.
    func text(_ volume: Double) -> String {
        let value = volume / size
        return Figure.grouped(value, decimals: size == 1 || abs(value) >= 1e6 ? 0 : 2)
    }
}
