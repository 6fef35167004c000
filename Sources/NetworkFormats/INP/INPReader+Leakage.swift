import InputOutput
import PipeNetwork

extension INPReader {
    /// `pipe area expansion`. Rows of pumps and valves mean nothing, here as in EPANET, and a pipe of two zeros is tight.
    mutating func readLeakage() {
        guard let entry = link(0),
            let area = number(1, Wording("leak area", "漏口面积"), units.leakArea.label, .notNegative),
            let expansion = number(
                2, Wording("leak expansion", "漏口面积增长率"), units.leakExpansion.label, .notNegative),
            entry.kind == .pipe
        else { return }
        let leakage = PipeLeakage(
            area: units.leakArea.si(area), expansion: units.leakExpansion.si(expansion))
        pipes[entry.position].leakage = area == 0 && expansion == 0 ? nil : leakage
    }
}
