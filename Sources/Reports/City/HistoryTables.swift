import InputOutput
import CityStore
import Foundation
import PipeNetwork
import Telemetry

extension Table {
    /// A row for each change of a city.
    ///
    /// - Parameters:
    ///   - versions: the changes.
    ///   - calendar: local time for what is shown.
    public init(_ versions: [CityVersion], calendar: LocalCalendar) {
        self.init(columns: [
            .number("version", Wording("Version", "版本")), .init("valid_from", Wording("Valid from", "生效时间")),
            .init("recorded_at", Wording("Recorded", "入库时间")), .init("kind", Wording("Of", "对象")),
            .number("added", Wording("Added", "新增")), .number("removed", Wording("Removed", "删除")),
            .number("moved", Wording("Moved", "移位")),
            .number("reattributed", Wording("Re-attributed", "属性变更")),
            .number("reconnected", Wording("Reconnected", "连接变更")),
            .number("nodes_rezoned", Wording("Nodes rezoned", "节点改区")),
            .init("changes", Wording("Changes", "变化")),
        ])
        for version in versions {
            let counts = version.changes.tables.values
            let isZones = version.kind == .zones
            let zones = version.zones
            func sum(_ path: KeyPath<ChangeSummary.Counts, Int>, _ zones: Int) -> Table.Cell {
                .count(isZones ? zones : counts.reduce(0) { $0 + $1[keyPath: path] })
            }
            append([
                .count(version.number), .text(Self.since(version.validFrom, calendar)),
                .text(calendar.format(version.recordedAt)), .word(Self.word(version.kind)),
                sum(\.added, zones.added), sum(\.removed, zones.removed), sum(\.moved, 0),
                sum(\.reattributed, zones.changed), sum(\.reconnected, 0),
                isZones ? .count(zones.nodes) : .missing, isZones ? .missing : .word(version.changes.wording),
            ])
        }
    }

    /// A row for each time in the life of an element and each value that was new then.
    ///
    /// - Parameters:
    ///   - life: what the element was, in order of time.
    ///   - calendar: local time for what is shown.
    public init(_ life: [ElementState], calendar: LocalCalendar) {
        self.init(columns: [
            .init("layer", Wording("Table", "图层")), .init("id", Wording("Id", "编号")),
            .init("valid_from", Wording("Valid from", "生效时间")),
            .init("valid_to", Wording("Valid to", "失效时间")),
            .init("end", Wording("Then", "之后")), .init("changes", Wording("Values", "取值")),
        ])
        for (place, state) in life.enumerated() {
            let before = place > 0 && life[place - 1].layer == state.layer ? life[place - 1] : nil
            append([
                .layer(state.layer), .text(state.id), .text(Self.since(state.validFrom, calendar)),
                .text(state.validTo.map { calendar.format($0) }), .change(Self.word(state.end)),
                .words(Self.words(state, after: before)),
            ])
        }
    }

    /// A time from which on something holds; nothing where it holds as far back as anything is asked.
    private static func since(_ time: Timestamp, _ calendar: LocalCalendar) -> String? {
        time.isBeginning ? nil : calendar.format(time)
    }

    private static func word(_ kind: CityVersion.Kind) -> Wording {
        switch kind {
        case .network: Wording(kind.rawValue, "管网")
        case .zones: Wording(kind.rawValue, "分区")
        }
    }

    private static func word(_ end: ElementState.End) -> ChangeWord {
        switch end {
        case .present: .present
        case .changed: .changed
        case .removed: .removed
        }
    }

    private static func ends(_ state: ElementState) -> Wording {
        let ids = state.ends.joined(separator: " ")
        return Wording("ends: \(ids)", "端点：\(ids)")
    }

    /// All values of a first state, and of a later one those that are others.
    private static func words(_ state: ElementState, after before: ElementState?) -> [Wording] {
        var words: [Wording] = []
        if let movement = state.movement, movement > ChangeTolerance().still {
            let metres = String(format: "%.2f", movement)
            words.append(Wording("moved \(metres) m", "移位 \(metres) m"))
        }
        if let before, before.ends != state.ends {
            words.append(Self.ends(state))
        } else if before == nil, !state.ends.isEmpty {
            words.append(Self.ends(state))
        }
        let old = Dictionary((before?.fields ?? []).map { ($0.name, $0.value) }) { first, _ in first }
        for field in state.fields where field.name != "table" && old[field.name] != field.value {
            words.append(Wording(verbatim: "\(field.name): \(field.value.text ?? "-")"))
        }
        let names = Set(state.fields.map(\.name))
        words += old.keys.filter { !names.contains($0) }.sorted().map {
            Wording(verbatim: "\($0): -")
        }
        return words
    }
}
