import InputOutput
import LeakZones
import WaterLoss

extension LossPage {
    /// A zone's next actions, its day of pressure, and all figures with their limits, formulas and sources.
    func allFigures(_ zone: ZoneReport, _ article: inout Markup) {
        guard let evaluation = zone.evaluation else { return }
        article.element("div", ["class": "columns"]) { columns in
            pressure(zone, &columns)
            columns.element("div") { column in
                actions(NextAction.of(zone), &column)
                alarm(evaluation, &column)
            }
        }
        article.element("details", ["class": "evaluated"]) { details in
            details.element(
                "summary",
                Wording("All figures, with limits, formulas and sources", "全部指标：数值、区间、公式与出处")[language])
            details.element("div", ["class": "scroll"]) { box in
                box.element("table") { table in rows(evaluation.indicators, &table) }
            }
        }
    }

    private func actions(_ actions: [NextAction], _ column: inout Markup) {
        guard !actions.isEmpty else { return }
        column.element("h4", Wording("What to do next", "下一步")[language])
        column.element("ol", ["class": "actions"]) { list in
            for action in actions { list.element("li", action.wording[language]) }
        }
    }

    /// How sure the steps of the zone's night flow are.
    private func alarm(_ evaluation: Evaluation, _ column: inout Markup) {
        guard let alarm = evaluation.night?.alarm, let rate = alarm.falseAlarmsPerYear,
            let spread = alarm.spread,
            let correlation = alarm.autocorrelation
        else { return }
        let figures = [
            Figure.rate(spread * 3600), Figure.plain(correlation, decimals: 2),
            Figure.plain(rate, decimals: 2),
        ]
        column.element(
            "p", ["class": "note"],
            Wording(
                "Steps of the night flow: nights scatter by {0} m³/h and resemble the night before by {1}; simulated nights like these give {2} lasting false alarms a year.",
                "夜间流量突变：各夜离散度 {0} m³/h，相邻夜自相关 {1}；按此模拟的各夜每年持续性误报 {2} 次。"
            ).text(in: language, figures))
    }

    private func pressure(_ zone: ZoneReport, _ article: inout Markup) {
        guard let pressure = zone.pressure else { return }
        let chart = PressureChart(hours: pressure.hours, minimum: report.serviceMinimum, language: language)
        guard !chart.isEmpty else { return }
        article.element("figure") { figure in
            figure.element("figcaption") { caption in
                caption.element("strong", Wording("Pressure of the mean day", "平均日压力")[language])
                caption.element(
                    "span", ["class": "quiet"],
                    Wording("m; dashed: service minimum", "m；虚线：服务压力")[language])
            }
            chart.draw(in: &figure)
        }
    }

    /// The city's own figures, below its cards.
    func cityFigures(_ section: inout Markup) {
        guard let evaluation = report.city?.evaluation else { return }
        section.element("details", ["class": "evaluated"]) { details in
            details.element(
                "summary",
                Wording("All figures of the city, with limits, formulas and sources", "全市全部指标：数值、区间、公式与出处")[
                    language])
            details.element("div", ["class": "scroll"]) { box in
                box.element("table") { table in rows(evaluation.indicators, &table) }
            }
        }
    }

    private func rows(_ indicators: [Indicator], _ table: inout Markup) {
        let headings = [
            Wording("Figure", "指标"), Wording("Value", "数值"), Wording("± 95 %", "± 95 %"),
            Wording("Unit", "单位"), Wording("Formula and source", "公式与出处"), Phrase.flags.wording,
        ]
        table.element("thead") { head in
            head.element("tr") { row in
                for heading in headings { row.element("th", heading[language]) }
            }
        }
        table.element("tbody") { body in
            for indicator in indicators {
                body.element("tr") { row in
                    row.element("td") { cell in
                        cell.write(indicator.key.title[language])
                        cell.element("code", indicator.key.rawValue)
                    }
                    row.element("td", ["class": "n"], value(indicator))
                    row.element("td", ["class": "n"], indicator.halfWidth.map(Figure.significant) ?? "")
                    row.element("td", FormulaWords.unit(indicator.unit, in: language))
                    row.element("td") { cell in
                        cell.write(FormulaWords.text(indicator.method, in: language))
                        cell.element(
                            "span", ["class": "quiet"],
                            " " + FormulaWords.text(indicator.source, in: language))
                    }
                    row.element("td", ["class": "words"]) { cell in
                        for (place, flag) in indicator.flags.enumerated() {
                            if place > 0 { cell.write(language == .english ? "; " : "；") }
                            cell.element(
                                "abbr", ["title": flag.sentence(in: language)], flag.title(in: language))
                        }
                    }
                }
            }
        }
    }

    private func value(_ indicator: Indicator) -> String {
        switch indicator.value {
        case .number(let number): Figure.significant(number)
        case .word(let word): indicator.key.wording(of: word)[language]
        case nil: "–"
        }
    }
}
