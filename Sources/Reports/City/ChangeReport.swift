import InputOutput
import PipeNetwork

/// What is different between two networks, as a list of changes and a count for each table.
public struct ChangeReport: Sendable {
    /// The changes.
    public var changes: ChangeSet
    /// What has another id in the new files than in the city.
    public var kept: [Network.KeptID]
    /// What moved no further than this did not move, m.
    public var still: Double

    /// A report.
    public init(
        _ changes: ChangeSet, kept: [Network.KeptID] = [], still: Double = ChangeTolerance().still
    ) {
        self.changes = changes
        self.kept = kept
        self.still = still
    }

    /// The report in a form. At a terminal the counts come first and no more than `limit` changes follow; JSON has both
    /// as `summary` and `changes`; CSV has the changes.
    public func text(
        as format: OutputFormat, language: ReportLanguage = .english, limit: Int = 50
    ) -> String {
        let all = table
        switch format {
        case .csv: return all.csv()
        case .json:
            return JSONValue.object(["summary": summary.json, "changes": all.json]).text(expandedTo: 2) + "\n"
        case .table:
            guard !all.rows.isEmpty else { return Wording("Nothing changed.", "没有变化。")[language] + "\n" }
            return summary.aligned(language: language) + "\n" + all.aligned(first: limit, language: language)
        }
    }

    /// How many elements of each table were added, removed, moved, given other values or other ends.
    public var summary: Table {
        var table = Table(columns: [
            .init("layer", Wording("Table", "图层")), .number("added", Wording("Added", "新增")),
            .number("removed", Wording("Removed", "删除")), .number("moved", Wording("Moved", "移位")),
            .number("reattributed", Wording("Re-attributed", "属性变更")),
            .number("reconnected", Wording("Reconnected", "连接变更")),
        ])
        for (layer, counts) in ChangeSummary(changes, still: still).tables.sorted(by: { $0.key < $1.key }) {
            table.append([
                .layer(layer), .count(counts.added), .count(counts.removed), .count(counts.moved),
                .count(counts.reattributed), .count(counts.reconnected),
            ])
        }
        return table
    }

    /// A row for each change: an element that moved and has two other values makes three.
    public var table: Table {
        var table = Table(columns: [
            .init("change", Wording("Change", "变化")), .init("layer", Wording("Table", "图层")),
            .init("id", Wording("Id", "编号")), .init("field", Wording("Field", "字段")),
            .init("before", Wording("Before", "原值")), .init("after", Wording("After", "新值")),
        ])
        for split in changes.splits {
            table.append([
                .change(.split), .layer("pipe"), .text(split.pipe), .missing, .text(split.pipe),
                .list(split.pieces),
            ])
        }
        for split in changes.merges {
            table.append([
                .change(.merged), .layer("pipe"), .text(split.pipe), .missing, .list(split.pieces),
                .text(split.pipe),
            ])
        }
        for id in kept {
            table.append([
                .change(.renumbered), .layer(id.layer), .text(id.id), .text("id"), .text(id.id),
                .text(id.newID),
            ])
        }
        append(changes.nodes, to: &table)
        append(changes.links, to: &table)
        append(changes.assets, to: &table)
        if changes.settings != nil {
            table.append([
                .change(.settings), .word(Wording("model", "模型")), .missing, .missing, .missing, .missing,
            ])
        }
        return table
    }

    private func append<Element: NetworkElement>(_ changes: ElementChanges<Element>, to table: inout Table) {
        for element in changes.removed {
            table.append([.change(.removed), .layer(element.layer), .text(element.id)])
        }
        for element in changes.added {
            table.append([.change(.added), .layer(element.layer), .text(element.id)])
        }
        for change in changes.changed {
            let (layer, id) = (Table.Cell.layer(change.after.layer), Table.Cell.text(change.after.id))
            if change.isMoved(beyond: still) {
                table.append([
                    .change(.moved), layer, id, .text("m"), .missing, .number(change.movement, decimals: 2),
                ])
            }
            if change.isReconnected {
                table.append([
                    .change(.reconnected), layer, id, .word(Wording("ends", "端点")), .list(change.before.ends),
                    .list(change.after.ends),
                ])
            }
            for field in change.fields {
                table.append([
                    .change(.reattributed), layer, id, .text(field.name), Self.cell(field.before),
                    Self.cell(field.after),
                ])
            }
        }
    }

    private static func cell(_ value: AttributeValue) -> Table.Cell {
        switch value {
        case .null: .missing
        case .integer(let number): .count(Int(number))
        case .real(let number): .number(number, decimals: 3)
        case .text, .boolean: .text(value.text)
        }
    }
}
